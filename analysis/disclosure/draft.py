"""A publication in the making: groups are held back until the rest gives nothing away."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.arrays import BoolArray, FloatArray
from analysis.disclosure.edition import Edition, standing
from analysis.disclosure.rules import Rules
from analysis.disclosure.steps import may_step, told_apart


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """Counts now and as shown before (A + 1, …, V), and those of all E editions (E, A + 1, …, V)."""

    table: FloatArray
    shown: FloatArray
    past: FloatArray
    past_fresh: BoolArray
    rules: Rules

    @classmethod
    def of(cls, table: FloatArray, editions: Sequence[Edition], rules: Rules) -> "Draft":
        past = np.array([edition.table for edition in editions]).reshape(-1, *table.shape)
        fresh = np.array([edition.fresh for edition in editions], dtype=np.bool_)
        shown = standing(editions, table.shape)
        return cls(table, shown, past, fresh.reshape(-1, *table.shape[:-1]), rules)

    @property
    def changed(self) -> BoolArray:
        return np.asarray((self.table != self.shown).any(axis=-1))

    def free(self) -> BoolArray:
        """Which groups, looked at alone, have moved far enough from everything they ever showed."""
        enough = self.table.sum(axis=-1) >= max(self.rules.batch, self.rules.minimum)
        far = ~self.past_fresh | may_step(self.past, self.table, self.rules)
        return np.asarray(enough & far.all(axis=0))

    def settle(self, fresh: BoolArray) -> BoolArray:
        """The groups that may be renewed in the end, of those that are `fresh` to begin with."""
        fresh = fresh.copy()
        acted = True
        while acted:
            acted = False
            for axis in range(fresh.ndim):
                for line in np.argwhere(self._gives_away(fresh, axis)):
                    place = (*line[:axis], slice(None), *line[axis:])
                    fresh[place][self._least_changed(fresh, place)] = False
                    acted = True
        return fresh

    def _gives_away(self, fresh: BoolArray, axis: int) -> BoolArray:
        """Which lines along an axis, whose sum is to be renewed, tell too much of what is held back."""
        table, shown = np.moveaxis(self.table, axis, 0), np.moveaxis(self.shown, axis, 0)
        past = np.moveaxis(self.past, axis + 1, 1)
        now, then = (
            np.moveaxis(fresh, axis, 0)[..., None],
            np.moveaxis(self.past_fresh, axis + 1, 1)[..., None],
        )
        left = np.where(now, 0, table - shown)[:-1]
        overlap = (~now[:-1] & ~then[:, :-1]).any(axis=1, keepdims=True)
        since = np.where(then, np.where(overlap, np.where(now, 0, table - shown), 0), table - past)[:, :-1]
        told = told_apart(since.sum(axis=1), self.rules) & then[:, -1, ..., 0]
        found = told.any(axis=0) | told_apart(left.sum(axis=0), self.rules)
        return np.asarray(now[-1, ..., 0] & found)

    def _least_changed(self, fresh: BoolArray, line: tuple[int | slice, ...]) -> int:
        """The group of a line to hold back next, the sum of the line only when no other is left."""
        size = np.abs((self.table - self.shown)[line].sum(axis=-1))
        size = np.where(fresh[line] & self.changed[line], size, np.inf)
        size[-1] = np.finfo(np.float64).max
        return int(size.argmin())
