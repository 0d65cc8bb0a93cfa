"""Weighted means and quantiles of scores, for numbers and labelled scales."""

from dataclasses import dataclass

import numpy as np

from analysis.arrays import BoolArray, FloatArray
from analysis.support.intervals import t_interval
from analysis.support.linearisation import Moments, linearise
from analysis.support.weighting.weights import Sums, Weights


@dataclass(frozen=True, slots=True, eq=False)
class Means:
    """Mean scores in 1 + D domains; every array is (1 + D,), row 0 is everyone."""

    mean: FloatArray
    se_fixed: FloatArray
    se_raked: FloatArray
    low: FloatArray
    high: FloatArray
    n: FloatArray
    n_eff: FloatArray


def estimate_means(
    weights: Weights,
    states: Sums,
    scores: FloatArray,
    domains: BoolArray | None = None,
    level: float = 0.95,
) -> Means:
    """Means sum(w x) / sum(w) over the replies in the base, x the score of the state of a reply.

    `states` are sums by cell (C, K) of replies in each of K states, `scores` (K,) the number each stands
    for. Standard errors are those of `linearise`. The range is mean -+ t se with the fixed-weights se and
    n - 1 degrees of freedom; it is nan where all scores are equal, because the replies then say nothing
    about the spread. Source: as `linearise`.
    """
    column = scores[:, None]
    first = states.apply(lambda sums: sums @ column)
    base = states.apply(lambda sums: sums.sum(axis=1, keepdims=True))
    found = linearise(weights, Moments(base, first, states.squares @ np.square(column)), domains)
    mean, n = found.mean[:, 0], found.n[:, 0]
    fixed, raked = np.sqrt(found.fixed[:, 0]), np.sqrt(found.raked[:, 0])
    low, high = t_interval(mean, np.where(fixed > 0, fixed, np.nan), n - 1, level)
    return Means(mean, fixed, raked, low, high, n, found.n_eff[:, 0])


def weighted_quantiles(scores: FloatArray, amounts: FloatArray, probabilities: FloatArray) -> FloatArray:
    """The smallest scores with weight at or below which at least the given parts of the weight lie.

    `scores` (K,) in any order, `amounts` (K,) their total weights, result as `probabilities`: the inverse of
    the weighted distribution function. Raises ValueError when there is no weight, for an amount that is no number
    of 0 or more, and for probabilities outside 0 to 1.
    Source: Hyndman and Fan 1996, American Statistician 50:361, definition 1.
    """
    if not np.isfinite(amounts).all() or (amounts < 0).any():
        raise ValueError("amounts of weight must be numbers of 0 or more")
    if not ((probabilities >= 0) & (probabilities <= 1)).all():
        raise ValueError("probabilities must lie between 0 and 1")
    order = np.argsort(scores)[amounts[np.argsort(scores)] > 0]
    reached = np.cumsum(amounts[order])
    if not len(reached):
        raise ValueError("quantiles need at least one score with weight")
    positions = np.searchsorted(reached / reached[-1], probabilities - 1e-12)
    return scores[order][np.minimum(positions, len(order) - 1)]
