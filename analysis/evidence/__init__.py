"""Evidence for the other tests: how accurate the technology is, what it is to achieve, what people make of both.

`register` and `outcomes` are entered facts, `scorecard` what is held and missing, `triangulation` what others
asked; with `alerts` and `icons` they need no numbers library, so residents' pages may use them. `accuracy`,
`comprehension`, `safeguards` and `measures` compute, and what they found is stored for those pages.
"""
