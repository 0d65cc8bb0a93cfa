"""Newton's method for raking: a few steps where sweeps need hundreds, because cells are few or weights capped."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.arrays import FloatArray, IntArray, sum_by
from analysis.support.weighting.weights import TOLERANCE, Placed

STEPS = 20
HALVINGS = 6
OVERSHOOT = 0.1
"""A step may end where the slope has turned upwards, if it is no steeper than this part of what it was."""
RIDGE = 1e-10
"""Added to the diagonal of the Hessian, in parts of all weight: some directions change no weight."""
NEXT_TO_NOTHING = 1e-6
"""Weights under this part of the mean are a sign that the margins can be met in the limit only."""


@dataclass(frozen=True, slots=True, eq=False)
class Dual:
    """The convex function whose lowest point gives the weights, over one effect for each category (K,).

    With t_c the sum of the effects of the categories of cell c, l the effects and T the totals of all margins:
        D(l) = sum over c of b_c G_c(t_c) - T'l,    G_c'(t) = min(exp t, limit_c).
    Its gradient is how far sums of w_c = b_c min(exp t_c, limit_c) are from the totals. Its Hessian is made of
    the cross-tables of the margins, two by two, of the weight of the cells that are below their limit.
    `places` (M, C) are the categories of each cell, counted over all margins; `pairs` (M (M + 1) / 2, C) are
    its places in the Hessian. Source: Deville and Saerndal 1992, JASA 87:376.
    """

    base: FloatArray
    limit: FloatArray
    totals: FloatArray
    places: IntArray
    pairs: IntArray

    @classmethod
    def of(cls, placed: Sequence[Placed], base: FloatArray, limit: FloatArray | None) -> "Dual":
        totals = [each.totals for each in placed]
        starts = np.cumsum([0, *map(len, totals)])
        places = np.stack([each.codes + start for each, start in zip(placed, starts[:-1], strict=True)])
        first, second = np.triu_indices(len(placed))
        most = np.full(len(base), np.inf) if limit is None else limit
        return cls(base, most, np.concatenate(totals), places, places[first] * starts[-1] + places[second])

    def gaps(self, logs: FloatArray) -> FloatArray:
        """The gradient (K,): weighted sums less totals, where the uncut factors are exp(logs) (C,)."""
        return _sums(self.places, self.base * self.cut(logs), len(self.totals)) - self.totals

    def cut(self, logs: FloatArray) -> FloatArray:
        """Factors (C,) under the limit."""
        factor: FloatArray = np.minimum(np.exp(logs), self.limit)
        return factor

    def step(self, logs: FloatArray, gaps: FloatArray) -> FloatArray:
        """Newton's step (K,): what to add to the effects."""
        factor, size = np.exp(logs), len(self.totals)
        free = np.where(factor < self.limit, self.base * factor, 0.0)
        upper = _sums(self.pairs, free, size * size).reshape(size, size)
        hessian = upper + np.triu(upper, 1).T
        hessian[np.diag_indices(size)] += RIDGE * (self.totals.sum() + free.sum())
        return np.linalg.solve(hessian, -gaps).astype(np.float64, copy=False)

    def move(self, logs: FloatArray, step: FloatArray) -> FloatArray:
        """The logs (C,) after a change of effects (K,)."""
        moved: FloatArray = logs + step[self.places].sum(axis=0)
        return moved


def leap(
    placed: Sequence[Placed], base: FloatArray, start: FloatArray, limit: FloatArray | None
) -> tuple[FloatArray, int] | None:
    """Factors (C,) that meet the margins, and the number of steps from uncut factors `start`; or None.

    Weights that would come next to nothing are not given: whether they will do is for the sweeps to say.
    """
    dual, near = Dual.of(placed, base, limit), TOLERANCE * placed[0].margin.total
    with np.errstate(all="ignore"):
        logs = np.log(start)
        gaps = dual.gaps(logs)
        for steps in range(STEPS):
            if np.abs(gaps).max() <= near:
                factor = dual.cut(logs)
                return None if _vanishing(factor * base, base) else (factor, steps)
            found = _search(dual, logs, gaps)
            if found is None:
                return None
            logs, gaps = found
    return None


def _search(dual: Dual, logs: FloatArray, gaps: FloatArray) -> tuple[FloatArray, FloatArray] | None:
    """Where Newton's step leads, halved until it does not overshoot; None when it always does."""
    step = dual.step(logs, gaps)
    slope = gaps @ step
    for _ in range(HALVINGS):
        moved = dual.move(logs, step)
        reached = dual.gaps(moved)
        if reached @ step <= -OVERSHOOT * slope:
            return moved, reached
        step, slope = step / 2, slope / 2
    return None


def _vanishing(cells: FloatArray, base: FloatArray) -> bool:
    """Whether the weight of some cell is next to nothing, in parts of what it would be if all counted alike."""
    alike = base * cells.sum() / base.sum()
    return bool((cells < NEXT_TO_NOTHING * alike).any())


def _sums(places: IntArray, amounts: FloatArray, size: int) -> FloatArray:
    return sum_by(places.ravel(), np.tile(amounts, len(places)), size)
