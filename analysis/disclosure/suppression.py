"""Which entries of one table of counts must be hidden, so that none of the small ones can be worked out."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from analysis.arrays import BoolArray, FloatArray
from analysis.disclosure.line import protect_line
from analysis.disclosure.margins import equations, with_margins
from analysis.disclosure.rules import RULES, Rules, slack

_MARGIN_COST = 1e4
_TINY = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Hidden:
    """What may not be shown of a table (R, C) of groups by values, and of its margins."""

    cells: BoolArray
    groups: BoolArray
    values: BoolArray
    total: bool


def protect(counts: FloatArray, rules: Rules = RULES, hidden: BoolArray | None = None) -> Hidden:
    """Hide entries of a table of persons until nothing small is left to see or to work out.

    `counts` (R, C) holds R groups that have no person in common by C values of which each person has one. Its
    margins are published with it, all counts as multiples of `rules.rounding`.
    `hidden` (R, C) are cells that are hidden for other reasons.

    1. Entries and margins below `rules.minimum`, 0 among them, are hidden, so no group shows 0 %. A group
       whose margin is hidden shows no cell.
    2. In each group, further values until the hidden ones add up to the minimum (see protect_line).
    3. Company across groups: the cheapest further entries to hide, so that for all that a reader can work out
       from everything shown each small entry may still be 0 and may still be `rules.minimum`. A shown cell or
       value margin may be off by its rounding; the sizes of groups are taken as known exactly. Found by linear
       programming: min sum(cost |shift|) over the shifts that keep every sum, an entry costing its count.
       Source: Cox, Network models for complementary cell suppression, JASA 90 (1995).
    A group without anybody (a row of zeros) is left as it is: there is nobody to protect.
    Returns masks, True where an entry is hidden. Raises ValueError for negative or not finite counts.
    """
    if counts.ndim != 2 or not np.isfinite(counts).all() or (counts < 0).any():
        raise ValueError("a table to protect has two axes and counts of 0 or more")
    somebody = counts.sum(axis=1) > 0
    cells = np.zeros(counts.shape, dtype=np.bool_) if hidden is None else hidden.copy()
    groups = np.zeros(len(counts), dtype=np.bool_)
    found = _suppress(with_margins(counts[somebody]), cells[somebody], rules)
    cells[somebody], groups[somebody] = found[:-1, :-1], found[:-1, -1]
    return Hidden(cells, groups, found[-1, :-1], bool(found[-1, -1]))


def _suppress(table: FloatArray, kept: BoolArray, rules: Rules) -> BoolArray:
    """The mask of a table with margins."""
    small = table < rules.minimum
    if small[-1, -1]:
        return np.ones_like(small)
    hidden = small.copy()
    hidden[:-1, :-1] |= kept | np.array([protect_line(group, rules) for group in table[:-1, :-1]])
    for row, column in np.argwhere(small):
        count = table[row, column]
        for shift in (rules.minimum - count, -count):
            aim = np.zeros_like(table)
            aim[row, column] = shift
            hidden |= _company(table, hidden, aim, rules)
            hidden[:-1, :-1] |= hidden[:-1, -1:]
    return hidden


def _company(table: FloatArray, hidden: BoolArray, aim: FloatArray, rules: Rules) -> BoolArray:
    """The entries that must be hidden for a shift of one entry, `aim`, to fit everything shown.

    Every other entry shifts by s + p - q: s within its rounding at no cost, p up and q down beyond it.
    """
    low, high = slack(table, rules)
    low[:, -1] = high[:, -1] = 0
    down, up, none = table + low, np.full(table.shape, np.inf), np.zeros(table.shape)
    fixed = aim != 0
    fixed[-1, -1] = True
    for bound in (low, high, down, up):
        bound[fixed] = 0
    cost, sums = _cost(table, hidden), equations(table.shape)
    owed = -sums @ aim.ravel()
    solved = milp(
        _flat(none, cost, cost),
        constraints=LinearConstraint(np.hstack([sums, sums, -sums]), owed, owed),
        bounds=Bounds(_flat(low, none, none), _flat(high, up, down)),
    )
    if solved.x is None:
        raise ValueError("no shift fits a table of this shape")
    _, above, below = solved.x.reshape(3, *table.shape)
    moved: BoolArray = above + below > _TINY
    return moved


def _cost(table: FloatArray, hidden: BoolArray) -> FloatArray:
    """What is lost with an entry: nothing if it is hidden already, much if it is a margin."""
    margin = np.zeros_like(hidden)
    margin[-1, :] = margin[:, -1] = True
    return np.where(hidden, 0, table + 1 + _MARGIN_COST * margin)


def _flat(*parts: FloatArray) -> FloatArray:
    return np.concatenate([part.ravel() for part in parts])
