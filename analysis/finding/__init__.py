"""The finding: what the replies to the main question show, by the plan registered before opening.

`finder.find` makes it from the plan, the narrow table of replies (`replies.narrow`) and what else is known
(`facts`). `samples` weights, measures and judges; `doubts` allows for selection and computes the share in other
ways; `rule` decides. `disclosed` leaves only what may be printed, `words` says it.
"""
