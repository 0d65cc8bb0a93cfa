"""Weighted shares with their likely ranges, for everyone and for any number of groups, from one raking."""

from dataclasses import dataclass

import numpy as np

from analysis.arrays import BoolArray, FloatArray
from analysis.support.intervals import likely_range
from analysis.support.linearisation import Moments, linearise
from analysis.support.weighting.weights import Sums, Weights


@dataclass(frozen=True, slots=True, eq=False)
class Estimates:
    """Shares of K answers among those who replied, in 1 + D domains; every array is (1 + D, K).

    Row 0 is everyone, row d the d-th domain. `low` and `high` bound the likely range; `n` counts the replies
    in the base, `n_eff` is what they are worth (Kish). With nobody in the base, `p` and both standard errors
    are nan and the range is (0, 1).
    """

    p: FloatArray
    se_fixed: FloatArray
    se_raked: FloatArray
    low: FloatArray
    high: FloatArray
    n: FloatArray
    n_eff: FloatArray

    @property
    def deff(self) -> FloatArray:
        """Kish's design effect of weighting, n / n_eff; nan with nobody in the base."""
        return np.divide(self.n, self.n_eff, out=np.full_like(self.n, np.nan), where=self.n_eff > 0)


def estimate(
    weights: Weights, states: FloatArray | Sums, domains: BoolArray | None = None, level: float = 0.95
) -> Estimates:
    """Shares of K states that exclude each other: of support, oppose, neither or unsure.

    `states` (C, K) counts the replies of each cell in each state; replies in none of them are outside the
    base but stay in the weighting. `domains` (D, C) marks the cells of each domain; the weights are those of
    the whole sample. p = sum(w in state) / sum(w in base). The range is Korn-Graubard with the fixed-weights
    standard error, Clopper-Pearson at n_eff where p is 0 or 1 (see `likely_range`, `linearise`).
    Raises ValueError when a cell has more answers than replies, or its answers lack their base weights.
    """
    counts = _weighed(weights, states)
    base = counts.apply(lambda sums: sums @ np.ones((sums.shape[1], 1)))
    return _shares(weights, Moments(base, counts, counts.squares), domains, level)


def estimate_items(
    weights: Weights,
    ticked: FloatArray | Sums,
    asked: FloatArray | Sums,
    domains: BoolArray | None = None,
    level: float = 0.95,
) -> Estimates:
    """Shares of K items of which any number may be ticked, each with its own base.

    `ticked` (C, K) counts the replies that chose each item, `asked` (C, K) or (C, 1) those who could.
    All else as in `estimate`.
    """
    chosen = _weighed(weights, ticked)
    return _shares(weights, Moments(_weighed(weights, asked), chosen, chosen.squares), domains, level)


def design_effect(p: FloatArray, se: FloatArray, n: FloatArray) -> FloatArray:
    """Variance over that of n replies drawn at random with replacement: se^2 (n - 1) / (p (1 - p)).

    Unlike Kish's it knows the answer. Needs 0 < p < 1. Source: Kish 1965, Survey Sampling, section 8.2.
    """
    return np.square(se) * (n - 1) / (p * (1 - p))


def _shares(weights: Weights, moments: Moments, domains: BoolArray | None, level: float) -> Estimates:
    if (moments.first.n > moments.base.n).any() or (moments.base.n > weights.size.n[:, None]).any():
        raise ValueError("a cell has more answers than replies")
    found = linearise(weights, moments, domains)
    fixed, raked = np.sqrt(found.fixed), np.sqrt(found.raked)
    low, high = likely_range(found.mean, fixed, found.n_eff, level)
    return Estimates(found.mean, fixed, raked, low, high, found.n, found.n_eff)


def _weighed(weights: Weights, counts: FloatArray | Sums) -> Sums:
    return counts if isinstance(counts, Sums) else weights.size.spread(counts)
