"""How much support there is among those who replied: estimates, likely ranges and tests, all from cells.

From a table of cells to figures: margins (`analysis.population`, prepared by `weighting.margins`), weights
(`weighting.raking`, or `weighting.ladder` with the registered steps), then `estimates` for shares and items,
`averages` for scores, `crosstabs` and `comparisons` for tests, `jackknife` for the final finding.
"""
