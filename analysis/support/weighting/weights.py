"""What raking gives: the weight of a reply in each cell, and what is needed to judge it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from analysis.arrays import FloatArray, IntArray, sum_by
from analysis.population import Margin

TOLERANCE = 1e-12
"""Largest distance from a margin that counts as met, as a share of the population."""


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """The same replies counted three ways, in arrays of one shape (C, ...).

    `n` counts replies, `base` adds their base weights, `squares` the squares of those. Base weights come
    from the design, such as the number of adults at an invited address; without them all three are equal.
    Raises ValueError for what is no number of 0 or more.
    """

    n: FloatArray
    base: FloatArray
    squares: FloatArray

    def __post_init__(self) -> None:
        for what, sums in (("counts of replies", self.n), ("base weights", self.base)):
            if not np.isfinite(sums).all() or (sums < 0).any():
                raise ValueError(f"{what} must be numbers of 0 or more")

    @classmethod
    def equal(cls, counts: FloatArray) -> "Sums":
        """Every reply has base weight 1."""
        return cls(counts, counts, counts)

    @property
    def plain(self) -> bool:
        """Whether every reply has base weight 1."""
        return self.base is self.n and self.squares is self.n

    def apply(self, change: Callable[[FloatArray], FloatArray]) -> "Sums":
        """The same linear change made to all three arrays."""
        if self.plain:
            return Sums.equal(change(self.n))
        return Sums(change(self.n), change(self.base), change(self.squares))

    def even(self) -> bool:
        """Whether all replies of a cell have the same base weight."""
        return self.plain or np.allclose(self.squares * self.n, self.base**2, rtol=1e-9, atol=0)

    def spread(self, counts: FloatArray) -> "Sums":
        """Counts (C, K) of some of the replies with their base weights; ValueError unless these are `even`."""
        if self.plain:
            return Sums.equal(counts)
        if not self.even():
            raise ValueError("where base weights differ within a cell, answers must be given as their sums")
        each = np.divide(self.base, self.n, out=np.zeros_like(self.base), where=self.n > 0)[:, None]
        return Sums(counts, each * counts, np.square(each) * counts)


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A margin seen from the cells: `codes` (C,) are positions in its categories."""

    margin: Margin
    codes: IntArray

    @property
    def totals(self) -> FloatArray:
        """Persons (M,) in each category of the population."""
        return np.array(self.margin.totals, dtype=np.float64)

    def sums(self, amounts: FloatArray) -> FloatArray:
        """Sums (M,) of amounts by cell (C,) in each category."""
        return sum_by(self.codes, amounts, len(self.margin.categories))

    def misses(self, amounts: FloatArray) -> FloatArray:
        """How far (M,) the sums are from the totals, as shares of the population."""
        return np.abs(self.sums(amounts) - self.totals) / self.margin.total


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """Weights by cell (C,): a reply counts its base weight times `factor`.

    They add up to the population: sum(factor x size.base) = total of each margin. `rounds` is how often all
    cells were gone through to find them, in sweeps and in steps of Newton's method. `limit` (C,) is the
    largest factor allowed, where there is a cap.
    """

    size: Sums
    factor: FloatArray
    placed: tuple[Placed, ...]
    rounds: int
    limit: FloatArray | None = None

    @property
    def cells(self) -> FloatArray:
        """Weight of all replies of each cell together (C,)."""
        return self.factor * self.size.base

    @property
    def each(self) -> FloatArray:
        """Weight of one reply of each cell (C,), their mean where base weights differ within it; 0 without any."""
        n = self.size.n
        return np.divide(self.cells, n, out=np.zeros_like(n), where=n > 0)

    @property
    def n(self) -> float:
        """Replies."""
        return float(self.size.n.sum())

    @property
    def total(self) -> float:
        """The population that the replies stand for."""
        return float(self.cells.sum())

    @property
    def n_eff(self) -> float:
        """Kish's effective number of replies, (sum of w)^2 / sum of w^2: what they are worth (Kish 1965)."""
        return self.total**2 / float(self.factor**2 @ self.size.squares)

    @property
    def deff(self) -> float:
        """Kish's design effect of weighting, n / n_eff, at least 1."""
        return self.n / self.n_eff

    @property
    def miss(self) -> float:
        """The largest distance between a weighted group and its population figure, as a share."""
        return worst_miss(self.placed, self.cells)[2]


def worst_miss(placed: tuple[Placed, ...], amounts: FloatArray) -> tuple[Margin, str, float]:
    """The margin and category that amounts by cell (C,) miss most, and by what share of the population."""
    misses = [each.misses(amounts) for each in placed]
    worst = max(range(len(placed)), key=lambda position: misses[position].max())
    category = int(misses[worst].argmax())
    margin = placed[worst].margin
    return margin, margin.categories[category], float(misses[worst][category])
