"""Replies over time: how many came on each day by how people were reached, as they may be shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from analysis.arrays import BoolArray, FloatArray
from analysis.disclosure.line import protect_line
from analysis.disclosure.rules import RULES, Rules, rounded
from analysis.disclosure.withheld import WITHHELD, Shown, is_shown
from analysis.scales.tables import Table

Counted = tuple[date, str, int]
"""How many replies came on a day from people who were reached in one way."""


@dataclass(frozen=True, slots=True)
class Day:
    """Replies of one day, all and by way."""

    day: date
    replies: Shown[int]
    by_way: tuple[Shown[int], ...]


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Every day from the first to the last, and all replies together."""

    total: Shown[int]
    days: tuple[Day, ...]


def show_arrivals(found: Sequence[Counted], ways: Sequence[str], rules: Rules = RULES) -> Arrivals:
    """Numbers to the nearest `rules.rounding`, those under `rules.minimum` hidden, a day without replies among them.

    The sum of all days is known, and that of a day where it is shown, so numbers are hidden with them until what
    is hidden adds up to the minimum (see protect_line). `ways` are the codes of columns.
    """
    first = min((day for day, _, _ in found), default=date.min)
    length = (max((day for day, _, _ in found), default=first) - first).days + 1 if found else 0
    counts = np.zeros((length, len(ways)))
    for day, way, replies in found:
        counts[(day - first).days, ways.index(way)] += replies
    daily = counts.sum(axis=1)
    hidden = protect_line(daily, rules)
    days = [
        _day(first + timedelta(days=at), row, rules, hide=bool(hidden[at])) for at, row in enumerate(counts)
    ]
    return Arrivals(_total(daily, rules), tuple(days))


def _day(day: date, counts: FloatArray, rules: Rules, *, hide: bool) -> Day:
    if hide:
        return Day(day, WITHHELD, (WITHHELD,) * len(counts))
    return Day(day, _total(counts, rules), _shown(counts, protect_line(counts, rules), rules))


def _total(counts: FloatArray, rules: Rules) -> Shown[int]:
    whole = counts.sum(keepdims=True)
    return _shown(whole, whole < rules.minimum, rules)[0]


def _shown(counts: FloatArray, hidden: BoolArray, rules: Rules) -> tuple[Shown[int], ...]:
    return tuple(
        WITHHELD if gone else int(count) for gone, count in zip(hidden, rounded(counts, rules), strict=True)
    )


def tabulate_arrivals(arrivals: Arrivals, labels: Sequence[str]) -> Table:
    """A line for each day: all replies, then those of each way."""
    rows = tuple(
        (
            day.day.isoformat(),
            *(str(each) for each in (day.replies, *day.by_way)),
        )
        for day in arrivals.days
    )
    return Table(("Day", "All replies", *labels), rows)


def describe_arrivals(arrivals: Arrivals) -> str:
    """One sentence: about how many replies from when to when, and the busiest day."""
    if not arrivals.days:
        return "Nobody has replied yet."
    first, last = tell_day(arrivals.days[0].day), tell_day(arrivals.days[-1].day)
    when = f"on {first}" if first == last else f"from {first} to {last}"
    number = f"About {arrivals.total:,} replies" if is_shown(arrivals.total) else "Fewer than 10 replies"
    told = [(day.replies, day.day) for day in arrivals.days if is_shown(day.replies)]
    if len(arrivals.days) == 1 or not told:
        return f"{number} {when}."
    most, busiest = max(told, key=lambda each: each[0])
    return f"{number} {when}; most came on {tell_day(busiest)} (about {most:,})."


def tell_day(day: date) -> str:
    return f"{day.day} {day:%B}"
