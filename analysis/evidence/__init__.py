"""Evidence for the other tests: how accurate the technology is, what it is to achieve, what people make of both.

`register` and `outcomes` are entered facts, `scorecard` what is held and missing; they need no numbers library.
`accuracy`, `alerts`, `comprehension` and `safeguards` compute.
"""
