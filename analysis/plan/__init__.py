"""The plan of a consultation: how its replies will be counted and judged, frozen before it opens.

`plan` holds the records, `defaults` a plan to begin with, `parsing` reads and checks a document, `canonical`
gives the bytes and the digest that are published. Every threshold is data of the plan; none is in code.
"""
