"""Variances of weighted shares and means by Taylor linearisation, from sums by cell."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from analysis.arrays import BoolArray, FloatArray, find_marks
from analysis.support.regression import regress
from analysis.support.weighting.weights import Sums, Weights

ROUNDING = 1e-13
"""What is left of a variance beside what raking explains, in parts of it, counts as nothing below this."""


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """What is known of J statistics y in each cell, over the replies in their base.

    `base` (C, J) or (C, 1) sums 1, `first` (C, J) sums y, and `second` (C, J) sums y squared times the
    squared base weight. For a share y is 0 or 1.
    """

    base: Sums
    first: Sums
    second: FloatArray

    def stacked(self) -> Sums:
        """The sums of y beside those of 1 (C, J + J or 1)."""
        first, base = self.first, self.base
        return Sums(
            np.hstack([first.n, base.n]),
            np.hstack([first.base, base.base]),
            np.hstack([first.squares, base.squares]),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Linearised:
    """Means of J statistics for everyone (row 0) and in D domains; every array is (1 + D, J).

    `n` counts the replies in the base; `fixed` and `raked` are variances.
    """

    mean: FloatArray
    n: FloatArray
    n_eff: FloatArray
    fixed: FloatArray
    raked: FloatArray


def linearise(weights: Weights, moments: Moments, domains: BoolArray | None = None) -> Linearised:
    """Weighted means m = sum(w y) / W, W = sum(w), over the base, of everyone and in each domain (D, C).

    fixed: weights taken as constants. v = n/(n-1) sum (w e)^2 with e = (y - m)/W inside domain and base
    and 0 outside, n all replies of the sample; the sum of w e is 0.
    raked: weights taken as estimated. v = n/(n-1) [sum (w r)^2 - (sum w r)^2 / n] with r the residuals of e
    from the regression on all margins (see `regression`).
    n_eff = W^2 / sum(w^2) is Kish's. With nobody in the base, mean and variances are nan and n_eff is 0.
    Source: Korn and Graubard 1999, Analysis of Health Surveys, ch. 2; Lumley 2010, Complex Surveys, ch. 7.
    """
    everyone = np.ones((1, len(weights.factor)), dtype=np.bool_)
    rows = everyone if domains is None else np.concatenate([everyone, domains])
    row, cell = find_marks(rows)
    members = csr_array((np.ones(len(cell)), (row, cell)), shape=rows.shape)
    once, twice = weights.factor[:, None], np.square(weights.factor)[:, None]

    def within(amounts: FloatArray) -> FloatArray:
        """Sums over the cells of each domain (1 + D, J) of amounts by cell (C, J)."""
        return np.asarray(members @ amounts, dtype=np.float64)

    n = within(moments.base.n)
    with np.errstate(divide="ignore", invalid="ignore"):
        total = within(once * moments.base.base)
        mean = within(once * moments.first.base) / total
        squares = within(twice * moments.base.squares)
        crossed = within(twice * moments.first.squares)
        spread = (within(twice * moments.second) - 2 * mean * crossed + mean**2 * squares) / total**2
        explained = _explain(weights, moments, rows, (mean, total))
        scale = np.float64(weights.n) / (weights.n - 1)
        return Linearised(
            mean=mean,
            n=np.broadcast_to(n, mean.shape),
            n_eff=np.broadcast_to(np.where(n > 0, total**2 / squares, 0.0), mean.shape),
            fixed=scale * np.maximum(spread, 0.0),
            raked=scale * np.where(spread - explained <= ROUNDING * spread, 0.0, spread - explained),
        )


def _explain(
    weights: Weights, moments: Moments, rows: BoolArray, found: tuple[FloatArray, FloatArray]
) -> FloatArray:
    """How much (D, J) of sum (w e)^2 the margins explain, given the means and the total weights."""
    mean, total = (each[:, None, :] for each in found)
    regression, number = regress(weights), mean.shape[2]
    once, twice = (
        (each[:, :, :number] - mean * each[:, :, number:]) / total
        for each in regression.project(moments.stacked(), rows)
    )
    return regression.explain_each(once, twice)
