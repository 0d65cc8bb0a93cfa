"""Support by district: direct where enough replied, else modelled from all replies and the census, and said so.

`frame` holds who lives where, `model` the regression, `areas` the figures.
"""
