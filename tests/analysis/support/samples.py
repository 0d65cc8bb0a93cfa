"""Random small samples whose margins can be met, and the same figures computed row by row."""

from dataclasses import dataclass

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from analysis.arrays import FloatArray, IntArray
from analysis.categories import Dimension
from analysis.cells import CellTable
from analysis.population import Margin
from analysis.support.weighting.weights import Weights

unhurried = settings(max_examples=50, deadline=None)
"""For properties that rake in every example: no time limit on a busy machine."""


@dataclass(frozen=True, eq=False)
class Sample:
    """A table with an answer of two states, "no" and "yes", and margins for each of its dimensions."""

    table: CellTable
    margins: dict[str, Margin]

    @property
    def states(self) -> FloatArray:
        return self.table.values("answer")


def make_table(codes: IntArray, states: FloatArray, silent: FloatArray, sizes: tuple[int, ...]) -> CellTable:
    """Cells with counts of "no" and "yes" (C, 2) and of replies without an answer (C,)."""
    dimensions = tuple(
        Dimension(f"d{axis}", tuple(f"{axis}{code}" for code in range(size)))
        for axis, size in enumerate(sizes)
    )
    counts = np.column_stack([states.sum(axis=1) + silent, states])
    return CellTable(dimensions, codes, counts, {"n": slice(0, 1), "answer": slice(1, 3)})


def make_margins(table: CellTable, totals: list[list[float]]) -> dict[str, Margin]:
    """Margins of a thousand people with shares in proportion to `totals`."""
    return {
        each.name: Margin(each.name, each.categories, tuple(1000 * part / sum(parts) for part in parts))
        for each, parts in zip(table.dimensions, totals, strict=True)
    }


@st.composite
def samples(draw: st.DrawFn) -> Sample:
    """Two or three dimensions, at least one reply in every combination, both answers given by somebody."""
    sizes = tuple(draw(st.lists(st.integers(2, 3), min_size=2, max_size=3)))
    codes = np.array(list(np.ndindex(sizes)), dtype=np.intp)
    counts = draw(arrays.arrays(np.float64, (len(codes), 3), elements=st.integers(0, 9).map(float)))
    counts[0, 0], counts[-1, 1] = counts[0, 0] + 1, counts[-1, 1] + 1
    counts[:, 2] += counts.sum(axis=1) == 0
    table = make_table(codes, counts[:, :2], counts[:, 2], sizes)
    parts = [draw(st.lists(st.integers(1, 5).map(float), min_size=size, max_size=size)) for size in sizes]
    return Sample(table, make_margins(table, parts))


@dataclass(frozen=True, eq=False)
class Rows:
    """One row a reply: its weight, its answer (nan without one) and the indicators of its categories."""

    weight: FloatArray
    answer: FloatArray
    indicators: FloatArray

    def share(self) -> float:
        given = ~np.isnan(self.answer)
        return float((self.weight * self.answer)[given].sum() / self.weight[given].sum())

    def influence(self) -> FloatArray:
        given = ~np.isnan(self.answer)
        distance: FloatArray = np.where(given, np.nan_to_num(self.answer) - self.share(), 0.0)
        return distance / float(self.weight[given].sum())

    def error(self, influence: FloatArray) -> float:
        """The standard error from the values of the linearised statistic."""
        scores = self.weight * influence
        n = len(scores)
        return float(np.sqrt(n / (n - 1) * np.square(scores - scores.mean()).sum()))

    def residuals(self) -> FloatArray:
        influence = self.influence()
        coefficients = np.linalg.lstsq(self.indicators, influence, rcond=None)[0]
        rest: FloatArray = influence - self.indicators @ coefficients
        return rest


def unroll(sample: Sample, weights: Weights) -> Rows:
    """The replies behind a table, one by one."""
    states = sample.states
    silent = sample.table.n - states.sum(axis=1)
    counts = np.column_stack([states, silent]).astype(np.intp)
    cell, state = (np.repeat(each.ravel(), counts.ravel()) for each in np.indices(counts.shape))
    blocks = [np.eye(len(each.categories)) for each in sample.table.dimensions]
    return Rows(
        weight=weights.factor[cell],
        answer=np.array([0.0, 1.0, np.nan])[state],
        indicators=np.hstack([block[sample.table.codes[cell, axis]] for axis, block in enumerate(blocks)]),
    )
