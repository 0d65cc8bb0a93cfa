"""Groups a reader may ask for: every combination of some dimensions, each with or without a restriction.

A group is written as a key, such as "arm=open_link&age=16-24"; the empty key is everybody.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.arrays import FloatArray
from analysis.cells import CellTable

Choice = Mapping[str, str]


def key_of(choice: Choice) -> str:
    """The key of a group, its dimensions in the order given."""
    return "&".join(f"{name}={category}" for name, category in choice.items())


def choice_of(key: str) -> dict[str, str]:
    """The restrictions that a key stands for."""
    return dict(part.split("=", 1) for part in key.split("&") if part)


@dataclass(frozen=True)
class Lattice:
    """All groups by some dimensions of a table, counted together.

    Arrays of a lattice have one axis for each dimension, as long as its categories and one more; the last
    place on an axis stands for all categories.
    """

    names: tuple[str, ...]
    categories: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, table: CellTable, names: Sequence[str]) -> "Lattice":
        found = tuple(table.dimensions[table.axis(name)].categories for name in names)
        return cls(tuple(names), found)

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(len(each) + 1 for each in self.categories)

    def count(self, table: CellTable, amounts: FloatArray) -> FloatArray:
        """Sums of `amounts` (C,) over the cells of every group, in the lattice's shape."""
        sizes = tuple(len(each) for each in self.categories)
        codes = tuple(table.codes[:, table.axis(name)] for name in self.names)
        flat = np.ravel_multi_index(codes, sizes)
        counted = np.bincount(flat, weights=amounts, minlength=int(np.prod(sizes)))
        sums: FloatArray = counted.astype(np.float64).reshape(sizes)
        for axis in range(sums.ndim):
            sums = np.concatenate([sums, sums.sum(axis=axis, keepdims=True)], axis=axis)
        return sums

    def choice(self, place: int) -> dict[str, str]:
        """The restrictions of the group at a place of the flattened array."""
        codes = np.unravel_index(place, self.shape)
        return {
            name: categories[code]
            for name, categories, code in zip(self.names, self.categories, codes, strict=True)
            if code < len(categories)
        }
