"""A table of counts with its sums: its entries, and the lines in which they add up."""

import numpy as np

from analysis.arrays import FloatArray, IntArray


def with_margins(counts: FloatArray) -> FloatArray:
    """The table with its sums at the end of every axis: shape (A, B) becomes (A + 1, B + 1)."""
    return with_sums(counts, counts.ndim)


def with_sums(counts: FloatArray, axes: int) -> FloatArray:
    """The table with its sums at the end of the first axes."""
    for axis in range(axes):
        counts = np.concatenate([counts, counts.sum(axis=axis, keepdims=True)], axis=axis)
    return counts


def lines(shape: tuple[int, ...], axis: int) -> IntArray:
    """The flat places of the lines of a table with margins along an axis, (L, length), the sum last."""
    places = np.arange(np.prod(shape)).reshape(shape)
    return np.moveaxis(places, axis, -1).reshape(-1, shape[axis])


def equations(shape: tuple[int, ...]) -> FloatArray:
    """A row (1, …, 1, -1) for each line of a table with margins: times its flat entries it gives 0."""
    found = []
    for axis in range(len(shape)):
        for line in lines(shape, axis):
            row = np.zeros(int(np.prod(shape)))
            row[line[:-1]] = 1
            row[line[-1]] = -1
            found.append(row)
    return np.array(found)
