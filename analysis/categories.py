"""Categories of people: how they are joined into finer ones and merged into coarser ones."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from analysis.arrays import IntArray

JOINT = " x "


@dataclass(frozen=True, slots=True)
class Dimension:
    """A coarse characteristic of the people who replied, such as district or age."""

    name: str
    categories: tuple[str, ...]

    def code(self, category: str) -> int:
        if category not in self.categories:
            raise ValueError(f"{category!r} is not a category of {self.name}")
        return self.categories.index(category)


def join_categories(parts: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Every combination of categories, the last part changing fastest: "16-24 x female"."""
    return tuple(JOINT.join(combination) for combination in product(*parts))


def merge_categories(
    categories: Sequence[str], groups: Mapping[str, Collection[str]]
) -> tuple[tuple[str, ...], IntArray]:
    """The categories after a merge, in their old order, and the new index (M,) of each old one.

    Raises ValueError when a group names a category that does not exist or that another group has taken.
    """
    group_of = {old: new for new, members in groups.items() for old in members}
    if len(group_of) != sum(map(len, groups.values())) or not group_of.keys() <= {*categories}:
        raise ValueError("a merge may use each existing category once")
    renamed = [group_of.get(category, category) for category in categories]
    merged = tuple(dict.fromkeys(renamed))
    return merged, np.array([merged.index(name) for name in renamed], dtype=np.intp)
