"""The delete-one jackknife: raking repeated without each reply, for the final finding."""

from dataclasses import dataclass

import numpy as np

from analysis.arrays import FloatArray
from analysis.support.weighting import refusals
from analysis.support.weighting.raking import balance
from analysis.support.weighting.weights import TOLERANCE, Weights, worst_miss


@dataclass(frozen=True, slots=True, eq=False)
class Jackknifed:
    """Shares (K,) and their jackknife standard errors (K,)."""

    p: FloatArray
    se: FloatArray


def jackknife(weights: Weights, states: FloatArray) -> Jackknifed:
    """Variance (n - 1)/n sum over replies of (p_(i) - mean of p_(i))^2, p_(i) re-raked without reply i.

    `states` (C, K) counts replies in each of K states that exclude each other. Replies of one cell and state
    give the same p_(i), so raking is repeated once per cell with replies, not once per reply.
    Raises RakingRefused ("fragile") when the margins cannot be met without some reply, and ValueError for
    base weights that differ within a cell.
    Source: Wolter 2007, Introduction to Variance Estimation, ch. 4; weights re-computed as in Kovar, Rao and
    Wu 1988, Canadian Journal of Statistics 16:25.
    """
    size = weights.size
    if not size.even():
        raise ValueError("for the jackknife, replies of one cell must have one base weight: split the cells")
    each = np.divide(size.base, size.n, out=np.zeros_like(size.base), where=size.n > 0)
    kinds = np.column_stack([states, size.n - states.sum(axis=1)])
    cells = np.flatnonzero(size.n > 0)
    without = np.concatenate([_shares_without(weights, each, states, int(cell)) for cell in cells])
    times = kinds[cells].reshape(-1, 1)
    without = np.where(times > 0, without, 0.0)
    mean = (times * without).sum(axis=0) / weights.n
    variance = (weights.n - 1) / weights.n * (times * np.square(without - mean)).sum(axis=0)
    worth = (weights.factor * each) @ states
    return Jackknifed(worth / worth.sum(), np.sqrt(variance))


def _shares_without(weights: Weights, each: FloatArray, states: FloatArray, cell: int) -> FloatArray:
    """Shares (K + 1, K) without one reply of a cell that was in state 0 .. K - 1, or outside the base."""
    worth = _factor_without(weights, cell, each[cell]) * each
    number = states.shape[1]
    sums = np.tile(worth @ states, (number + 1, 1))
    sums[np.arange(number), np.arange(number)] -= worth[cell]
    with np.errstate(divide="ignore", invalid="ignore"):
        shares: FloatArray = sums / sums.sum(axis=1, keepdims=True)
    return shares


def _factor_without(weights: Weights, cell: int, base: float) -> FloatArray:
    """Factors (C,) raked without one reply of a cell.

    Raking may start from the factors of the whole sample, products of one number per category, unless some
    of them were cut by a cap.
    """
    rest = weights.size.base.copy()
    rest[cell] = base * (weights.size.n[cell] - 1)
    start = weights.factor if weights.limit is None else np.ones_like(rest)
    factor, _ = balance(weights.placed, rest, start, weights.limit)
    margin, category, miss = worst_miss(weights.placed, factor * rest)
    if miss > 2 * TOLERANCE:
        raise refusals.fragile(margin, category, miss)
    return factor
