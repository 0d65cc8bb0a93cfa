"""How much support there is among those who replied: estimates, likely ranges and tests, all from cells.

From a table of cells to figures: margins (`analysis.population`, prepared by `weighting.margins`), weights
(`weighting.raking`, or `weighting.ladder` with the registered steps), then figures. Everything here is tested
against reference cases, but not everything is on a page:

The product uses `weighting.margins.rescale` and `with_unknown`, `weighting.ladder.climb` and
`default_ladder`, `weighting.raking.rake`, `estimates.estimate`, `intervals.likely_range` and
`clopper_pearson`, `comparisons.holm`, `jackknife.jackknife`, and what these call.

Analysts who work with exported replies or cells also find here, for questions that no page asks:
`estimates.estimate_items` (many items at once) and `design_effect`, `averages` (weighted means and
quantiles of scores), `crosstabs` (Rao-Scott tests of whether answers differ between groups),
`comparisons.compare_waves` and `benjamini_hochberg` (change between waves, many questions at once),
`intervals.korn_graubard` and `logit_interval`, `weighting.raking.poststratify` and `unweighted`,
`weighting.trimming.trim`, and `weighting.margins.sample_shares` and `drop_empty`.
"""
