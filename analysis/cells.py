"""The one small table that every figure is computed from: a row for each stratum somebody replied from."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from analysis.arrays import BoolArray, FloatArray, IntArray, sum_by
from analysis.categories import JOINT, Dimension, join_categories, merge_categories

RESPONSES = "n"


@dataclass(frozen=True, slots=True, eq=False)
class CellTable:
    """Counts of responses and of answers by cell, a cell being one combination of categories.

    `codes` (C, D) holds the category index of each of C cells in each of D dimensions. `counts` (C, V)
    holds replies (or sums of a weight) in V value columns. `columns` maps a variable to its slice of value
    columns; the first column, "n", is the number of responses of the cell. Two rows may share one
    combination of categories: no figure changes when a cell is split.
    Raises ValueError when the shapes disagree or a code has no category.
    """

    dimensions: tuple[Dimension, ...]
    codes: IntArray
    counts: FloatArray
    columns: Mapping[str, slice]

    def __post_init__(self) -> None:
        sizes = [len(dimension.categories) for dimension in self.dimensions]
        if self.codes.ndim != 2 or self.counts.ndim != 2 or len(self.codes) != len(self.counts):
            raise ValueError("codes and counts must be two tables with one row per cell")
        if self.codes.shape[1] != len(sizes):
            raise ValueError("codes must have one column per dimension")
        if ((self.codes < 0) | (self.codes >= sizes)).any():
            raise ValueError("a cell has a code without a category")
        if self.columns.get(RESPONSES) != slice(0, 1):
            raise ValueError(f"the first column must be {RESPONSES!r}, the number of responses")

    @property
    def n(self) -> FloatArray:
        """Responses of each cell (C,)."""
        return self.counts[:, 0]

    @property
    def total(self) -> float:
        """Responses of all cells."""
        return float(self.n.sum())

    def axis(self, dimension: str) -> int:
        """The position of a dimension; ValueError when the table has none of that name."""
        for position, each in enumerate(self.dimensions):
            if each.name == dimension:
                return position
        raise ValueError(f"the table has no dimension {dimension!r}")

    def margin(self, dimension: str) -> FloatArray:
        """Responses of each category of a dimension (M,)."""
        axis = self.axis(dimension)
        return sum_by(self.codes[:, axis], self.n, len(self.dimensions[axis].categories))

    def values(self, variable: str) -> FloatArray:
        """Counts of each value of a variable in each cell (C, K), as a view."""
        return self.counts[:, self.columns[variable]]

    def states(self, variable: str, groups: Sequence[Collection[int]]) -> FloatArray:
        """Counts of groups of values in each cell (C, K): for instance ((0, 1), (3, 4), (2, 5))."""
        values = self.values(variable)
        return np.column_stack([values[:, sorted(group)].sum(axis=1) for group in groups])

    def tally(self, variable: str) -> FloatArray:
        """Counts of each value of a variable over all cells (K,)."""
        counted: FloatArray = self.values(variable).sum(axis=0)
        return counted

    def breakdown(self, dimension: str, variable: str) -> FloatArray:
        """Counts of each value of a variable in each category of a dimension (M, K)."""
        axis = self.axis(dimension)
        size = len(self.dimensions[axis].categories)
        columns = self.values(variable).T
        return np.column_stack([sum_by(self.codes[:, axis], column, size) for column in columns])

    def mask(self, **categories: Collection[str]) -> BoolArray:
        """Which cells (C,) lie in the given categories, such as district=["E07000105"], sex=["female"]."""
        chosen = np.ones(len(self.codes), dtype=np.bool_)
        for name, wanted in categories.items():
            axis = self.axis(name)
            marked = np.zeros(len(self.dimensions[axis].categories), dtype=np.bool_)
            marked[[self.dimensions[axis].code(category) for category in wanted]] = True
            chosen &= marked[self.codes[:, axis]]
        return chosen

    def where(self, **categories: Collection[str]) -> "CellTable":
        """The cells in the given categories; the dimensions keep all their categories."""
        chosen = self.mask(**categories)
        return replace(self, codes=self.codes[chosen], counts=self.counts[chosen])

    def collapse(self, dimension: str, groups: Mapping[str, Collection[str]]) -> "CellTable":
        """Merge categories, such as "age" by {"16-34": ["16-24", "25-34"]}; the cells keep their rows."""
        axis = self.axis(dimension)
        categories, lookup = merge_categories(self.dimensions[axis].categories, groups)
        codes = self.codes.copy()
        codes[:, axis] = lookup[codes[:, axis]]
        dimensions = list(self.dimensions)
        dimensions[axis] = Dimension(dimension, categories)
        return replace(self, dimensions=tuple(dimensions), codes=codes)

    def combine(self, *names: str) -> "CellTable":
        """Add a joint dimension, such as "age x sex" with the category "16-24 x female"."""
        axes = [self.axis(name) for name in names]
        parts = [self.dimensions[axis].categories for axis in axes]
        joint = np.ravel_multi_index(tuple(self.codes[:, axes].T), tuple(map(len, parts)))
        return replace(
            self,
            dimensions=(*self.dimensions, Dimension(JOINT.join(names), join_categories(parts))),
            codes=np.column_stack([self.codes, joint]).astype(np.intp),
        )


def from_rows(
    dimensions: tuple[Dimension, ...],
    codes: IntArray,
    answers: Mapping[str, IntArray],
    sizes: Mapping[str, int],
    weight: FloatArray | None = None,
) -> CellTable:
    """Count N rows into cells.

    `codes` (N, D) are category indices, `answers` value indices (N,) by variable with -1 for no answer,
    `sizes` the number of values of each variable, `weight` (N,) what a row adds to its counts (1 if absent).
    """
    shape = tuple(len(dimension.categories) for dimension in dimensions)
    flat = np.ravel_multi_index(tuple(codes.T), shape)
    _, first, cell = np.unique(flat, return_index=True, return_inverse=True)
    amount = np.ones(len(codes)) if weight is None else weight
    blocks = [sum_by(cell, amount, len(first))[:, None]]
    columns, width = {RESPONSES: slice(0, 1)}, 1
    for variable, size in sizes.items():
        given = answers[variable] >= 0
        position = cell[given] * size + answers[variable][given]
        blocks.append(sum_by(position, amount[given], len(first) * size).reshape(-1, size))
        columns[variable] = slice(width, width + size)
        width += size
    return CellTable(dimensions, codes[first].astype(np.intp), np.hstack(blocks), columns)
