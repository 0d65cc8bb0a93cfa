"""Which groups of replies may be let out now: disclosure control decides, over everything let out before."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np

from analysis.arrays import BoolArray, FloatArray
from analysis.board.keys import key_of
from analysis.board.populations import WHO, Population
from analysis.cells import CellTable
from analysis.disclosure.edition import Edition, trim
from analysis.disclosure.live import refresh_all
from analysis.disclosure.rules import RULES, Rules

TABLES = ("arm", "district", "age", "sex", "ethnicity", "disability")
"""Characteristics whose groups are let out, one at a time.

Two together would make groups so small that somebody who sends made-up replies into one could tell what the next
real one said.
"""
PAUSE = timedelta(days=1)
"""How long figures of people who chose to reply stand at least, for the same reason: in a day many others reply."""
KEPT = 30
"""Earlier editions that a new one is compared with; older ones are merged, to bound the cost."""

ARM = "arm"


@dataclass(frozen=True)
class Group:
    """A group that may be let out: its key and the restrictions it stands for."""

    key: str
    choice: dict[str, str]


@dataclass
class Publication:
    """What was let out of one population's replies, table by table, and what may be let out next."""

    population: Population
    axes: Mapping[str, tuple[str, ...]]
    rules: Rules = RULES
    pause: timedelta = PAUSE
    editions: dict[str, list[Edition]] = field(default_factory=dict)
    tried: float = 0.0
    released: datetime | None = None

    @classmethod
    def of(
        cls, table: CellTable, population: Population, rules: Rules = RULES, pause: timedelta = PAUSE
    ) -> "Publication":
        """Nothing let out yet, over the characteristics that the replies have.

        `pause` is how long figures of people who chose to reply stand; invented people need none.
        """
        axes = {dimension.name: dimension.categories for dimension in table.dimensions}
        kept = {name: axes[name] for name in TABLES if name in axes}
        return cls(population, kept | {ARM: population.arms}, rules, pause)

    def renew(
        self, table: CellTable, states: FloatArray, now: datetime
    ) -> tuple[dict[str, Edition], list[Group]]:
        """The new editions of all tables with the groups they let out, or nothing.

        `table` holds the cells of all populations and `states` (C, K) their replies by answer to the primary
        item; those without an answer are added as one more state. The guarantee is that of analysis.disclosure.
        Groups smaller than `rules.base` are in the editions but are not let out.
        """
        own = table.mask(**{ARM: self.population.arms})
        valued = np.column_stack([states, table.n - states.sum(axis=1)])[own]
        if not self._worth_trying(float(valued.sum()), now):
            return {}, []
        counts = {name: self._tabulate(name, table, own, valued) for name in self.axes}
        found = refresh_all(self.editions, counts, self.rules) or {}
        for name, edition in found.items():
            self.editions[name] = trim([*self.editions.get(name, []), edition], KEPT)
        if not found:
            return {}, []
        self.released = now
        return found, list(self._groups(found))

    def waiting(self, shown: Collection[str]) -> Iterator[str]:
        """The keys of groups that are large enough, and not among those `shown` only because of their batch."""
        for name, editions in self.editions.items():
            large = editions[-1].table[:-1].sum(axis=-1) >= self.rules.base
            keys = [key_of(self._choice(name, int(place))) for place in np.flatnonzero(large)]
            yield from (key for key in keys if key not in shown)

    def _worth_trying(self, total: float, now: datetime) -> bool:
        """Whether it is time, and enough replies have come or gone since, and any since the last trial."""
        if not self.population.chosen and self.released is not None and now < self.released + self.pause:
            return False
        last = next(iter(self.editions.values()), [])
        shown = last[-1].table[-1].sum() if last else 0.0
        changed, self.tried = total != self.tried, total
        return changed and total >= self.rules.base and abs(total - shown) >= self.rules.batch

    def _tabulate(self, name: str, table: CellTable, own: BoolArray, valued: FloatArray) -> FloatArray:
        """Replies by the groups of a table and by state (A, K + 1)."""
        known = table.dimensions[table.axis(name)].categories
        places = np.array([self.axes[name].index(each) if each in self.axes[name] else 0 for each in known])
        counts = np.zeros((len(self.axes[name]), valued.shape[1]))
        np.add.at(counts, places[table.codes[own, table.axis(name)]], valued)
        return counts

    def _groups(self, found: Mapping[str, Edition]) -> Iterator[Group]:
        """The groups that are fresh and large enough, everybody first, each once."""
        everybody = {WHO: self.population.code}
        yield Group(key_of(everybody), everybody)
        for name, edition in found.items():
            large = edition.table[:-1].sum(axis=-1) >= self.rules.base
            for place in np.flatnonzero(edition.fresh[:-1] & large):
                choice = self._choice(name, int(place))
                yield Group(key_of(choice), choice)

    def _choice(self, name: str, place: int) -> dict[str, str]:
        """A way of being reached says itself which population it belongs to."""
        category = {name: self.axes[name][place]}
        return category if name == ARM else {WHO: self.population.code} | category
