"""What a patient reader of everything published can work out; written apart from the code it attacks."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

import numpy as np
from scipy.optimize import linprog

from analysis.arrays import FloatArray
from analysis.disclosure.edition import Edition
from analysis.disclosure.rules import Rules
from analysis.disclosure.suppression import Hidden

Groups = frozenset[int]
Known = Mapping[Groups, FloatArray]


def reach(count: float, rules: Rules) -> tuple[float, float]:
    """The whole numbers that a count shown by the rules can stand for."""
    fits = [
        true
        for true in range(rules.minimum, int(count) + 2 * rules.rounding)
        if (true + rules.rounding // 2) // rules.rounding
        == (int(count) + rules.rounding // 2) // rules.rounding
    ]
    return fits[0], fits[-1]


def bounds(counts: FloatArray, hidden: Hidden, place: tuple[int, int], rules: Rules) -> tuple[float, float]:
    """The least and the most that a cell of a protected table (R, C) can be for its reader.

    Groups shown and everybody are known to the person, value margins that are shown by their rounding.
    """
    empty = ~counts.any(axis=1, keepdims=True) & np.ones_like(hidden.cells)
    limits = [
        (0, 0) if nobody else (0, np.inf) if gone else reach(count, rules)
        for count, gone, nobody in zip(counts.flat, hidden.cells.flat, empty.flat, strict=True)
    ]
    rows, columns = counts.shape
    by_group = np.kron(np.eye(rows), np.ones(columns))[~hidden.groups]
    by_value = np.kron(np.ones(rows), np.eye(columns))[~hidden.values]
    margins = [reach(value, rules) for value in counts.sum(axis=0)[~hidden.values]]
    aim = np.zeros(counts.shape)
    aim[place] = 1
    found = [
        linprog(
            sign * aim.ravel(),
            A_ub=np.vstack([by_value, -by_value]),
            b_ub=np.array([high for _, high in margins] + [-low for low, _ in margins]),
            A_eq=np.vstack([by_group, np.ones(counts.size)]),
            b_eq=np.array([*counts.sum(axis=1)[~hidden.groups], counts.sum()]),
            bounds=limits,
        )
        for sign in (1, -1)
    ]
    low, high = (-np.inf if solved.fun is None else solved.fun for solved in found)
    return low, -high


def parts_known(edition: Edition) -> Known:
    """The sets of groups of a one-way table whose counts follow from an edition whose whole was renewed."""
    groups = range(len(edition.table) - 1)
    held = frozenset(group for group in groups if not edition.fresh[group])
    known = {frozenset([group]): edition.table[group] for group in groups if edition.fresh[group]}
    for size in range(len(groups) + 1):
        for more in combinations([group for group in groups if group not in held], size):
            part = held | frozenset(more)
            known[part] = edition.table[sorted(part)].sum(axis=0)
    return {part: counts for part, counts in known.items() if part}


def differences(editions: Sequence[Edition]) -> Iterator[FloatArray]:
    """Every part known at some time minus parts known then or before that lie in it side by side."""
    known = [parts_known(edition) for edition in editions]
    for now, parts in enumerate(known):
        before: dict[Groups, list[FloatArray]] = {}
        for earlier in known[: now + 1]:
            for part, counts in earlier.items():
                before.setdefault(part, []).append(counts)
        for part, counts in parts.items():
            yield from (counts - subtracted for subtracted in _tilings(part, before))


def _tilings(part: Groups, before: Mapping[Groups, Sequence[FloatArray]]) -> Iterator[FloatArray]:
    if not part:
        yield np.zeros(next(iter(before.values()))[0].shape)
        return
    first = min(part)
    yield from _tilings(part - {first}, before)
    for tile in (tile for tile in before if first in tile and tile <= part):
        for rest, counts in product(_tilings(part - tile, before), before[tile]):
            yield rest + counts


def values_possible(counts: FloatArray, rules: Rules) -> set[tuple[int, ...]]:
    """All value counts that fit what a group shows, with its number of replies known exactly."""
    total = int(counts.sum())
    ranges = [
        range(total + 1) if count < rules.minimum else range(int(low), int(high) + 1)
        for count in counts
        for low, high in [reach(count, rules) if count >= rules.minimum else (0, 0)]
    ]
    return {picked for picked in product(*ranges) if sum(picked) == total}
