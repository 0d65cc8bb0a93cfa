"""Which groups of replies may be let out now: a group moves only when enough of its replies have changed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from analysis.arrays import FloatArray
from analysis.board.lattice import Lattice, key_of
from analysis.cells import CellTable
from analysis.disclosure.rules import RULES, Rules

# Groups that can be asked for: any mix of arm, district, age and sex, and the other two one at a time.
MIXES: tuple[tuple[str, ...], ...] = (
    ("arm", "district", "age", "sex"),
    ("arm", "ethnicity"),
    ("arm", "disability"),
)


@dataclass(frozen=True)
class Group:
    """A group that may be let out: its key and the restrictions it stands for."""

    key: str
    choice: dict[str, str]


@dataclass
class Publication:
    """How many replies of each group have changed since the group was last let out.

    A group is due when at least `rules.batch` of its replies are new or gone, and it has at least
    `rules.base` (or was let out before). Between two publications of one group therefore lie at least
    `rules.batch` persons; groups that overlap are let out at different times, and what is shown of each is
    made from counts rounded to `rules.rounding`.
    """

    lattices: tuple[Lattice, ...]
    rules: Rules = RULES
    changed: list[FloatArray] = field(default_factory=list)
    shown: set[str] = field(default_factory=set)

    @classmethod
    def of(
        cls, table: CellTable, rules: Rules = RULES, mixes: Sequence[Sequence[str]] = MIXES
    ) -> "Publication":
        """Nothing published yet: every reply counts as a change."""
        present = {dimension.name for dimension in table.dimensions}
        lattices = tuple(Lattice.of(table, mix) for mix in mixes if set(mix) <= present)
        return cls(lattices, rules, [lattice.count(table, table.n) for lattice in lattices])

    def resume(self, table: CellTable, shown: Mapping[str, float]) -> None:
        """Take up earlier publications: groups by key, with the replies each had when it was last let out."""
        self.shown = {*shown}
        for lattice, changed in zip(self.lattices, self.changed, strict=True):
            size = lattice.count(table, table.n)
            for place in range(size.size):
                before = shown.get(key_of(lattice.choice(place)))
                if before is not None:
                    changed.flat[place] = abs(size.flat[place] - before)

    def note(self, changes: CellTable) -> None:
        """Replies that came or went, by cell."""
        for changed, lattice in zip(self.changed, self.lattices, strict=True):
            changed += lattice.count(changes, changes.n)

    def due(self, table: CellTable) -> list[Group]:
        """The groups to let out now, each key once; they count as let out from here on."""
        found: dict[str, Group] = {}
        for lattice, changed in zip(self.lattices, self.changed, strict=True):
            size = lattice.count(table, table.n)
            for place, group in self._ready(lattice, changed, size):
                changed.flat[place] = 0
                found[group.key] = group
        self.shown.update(found)
        return list(found.values())

    def _ready(self, lattice: Lattice, changed: FloatArray, size: FloatArray) -> Iterator[tuple[int, Group]]:
        moved = changed.ravel() >= self.rules.batch
        if not moved.any():
            return
        large = size.ravel() >= self.rules.base
        for place in np.flatnonzero(moved):
            choice = lattice.choice(int(place))
            key = key_of(choice)
            if large[place] or key in self.shown:
                yield int(place), Group(key, choice)
