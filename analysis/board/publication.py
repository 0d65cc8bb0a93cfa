"""Which groups of replies may be let out now: disclosure control decides, over everything let out before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from analysis.arrays import FloatArray
from analysis.board.keys import key_of
from analysis.cells import CellTable
from analysis.disclosure.edition import Edition, trim
from analysis.disclosure.live import refresh_all
from analysis.disclosure.rules import RULES, Rules

# Tables whose groups can be asked for. The first has a group for any mix of its characteristics.
TABLES: Mapping[str, tuple[str, ...]] = {
    "residents": ("district", "age", "sex"),
    "arm": ("arm",),
    "ethnicity": ("ethnicity",),
    "disability": ("disability",),
}
KEPT = 30
"""Earlier editions that a new one is compared with; older ones are merged, to bound the cost."""


@dataclass(frozen=True)
class Group:
    """A group that may be let out: its key and the restrictions it stands for."""

    key: str
    choice: dict[str, str]


@dataclass
class Publication:
    """What was let out of one board, table by table, and what may be let out next."""

    axes: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]
    rules: Rules = RULES
    editions: dict[str, list[Edition]] = field(default_factory=dict)
    tried: float = 0.0

    @classmethod
    def of(cls, table: CellTable, rules: Rules = RULES) -> "Publication":
        """Nothing let out yet, over the tables whose characteristics the replies have."""
        categories = {dimension.name: dimension.categories for dimension in table.dimensions}
        axes = {
            name: tuple((axis, categories[axis]) for axis in names)
            for name, names in TABLES.items()
            if set(names) <= categories.keys()
        }
        return cls(axes, rules)

    def renew(self, table: CellTable, states: FloatArray) -> tuple[dict[str, Edition], list[Group]]:
        """The new editions of all tables with the groups they let out, or nothing.

        `states` (C, K) are replies by answer to the primary item; those without an answer are added as one
        more state. The guarantee is that of analysis.disclosure. Groups smaller than `rules.base` are in the
        editions but are not let out.
        """
        if not self._worth_trying(table.total):
            return {}, []
        valued = np.column_stack([states, table.n - states.sum(axis=1)])
        counts = {name: self._tabulate(name, table, valued) for name in self.axes}
        found = refresh_all(self.editions, counts, self.rules) or {}
        for name, edition in found.items():
            self.editions[name] = trim([*self.editions.get(name, []), edition], KEPT)
        return found, list(self._groups(found))

    def _worth_trying(self, total: float) -> bool:
        """Whether enough replies have come or gone since the whole was let out, and any since the last trial."""
        last = next(iter(self.editions.values()), [])
        shown = last[-1].table.reshape(-1, last[-1].table.shape[-1])[-1].sum() if last else 0.0
        changed, self.tried = total != self.tried, total
        return changed and total >= self.rules.base and abs(total - shown) >= self.rules.batch

    def _tabulate(self, name: str, table: CellTable, valued: FloatArray) -> FloatArray:
        """Replies by the axes of a table and by state (A, B, …, K + 1)."""
        sizes = tuple(len(categories) for _, categories in self.axes[name])
        codes = tuple(table.codes[:, table.axis(axis)] for axis, _ in self.axes[name])
        flat = np.ravel_multi_index(codes, sizes)
        counts = np.zeros((int(np.prod(sizes)), valued.shape[1]))
        np.add.at(counts, flat, valued)
        return counts.reshape(*sizes, -1)

    def _groups(self, found: Mapping[str, Edition]) -> Iterator[Group]:
        """The groups that are fresh and large enough, each once."""
        seen: set[str] = set()
        for name, edition in found.items():
            large = edition.table.sum(axis=-1) >= self.rules.base
            for place in np.argwhere(edition.fresh & large):
                choice = self._choice(name, place.tolist())
                if key_of(choice) not in seen:
                    seen.add(key_of(choice))
                    yield Group(key_of(choice), choice)

    def _choice(self, name: str, place: Sequence[int]) -> dict[str, str]:
        axes = self.axes[name]
        return {axis: codes[at] for (axis, codes), at in zip(axes, place, strict=True) if at < len(codes)}
