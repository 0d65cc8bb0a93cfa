"""What counted evidence says: wrong alerts among faces and among alerts, and people missed, with exact ranges."""

from dataclasses import dataclass

import numpy as np

from analysis.evidence.frequencies import denominator, frequency, frequency_range
from analysis.evidence.register import Counts, Entry
from analysis.support.intervals import clopper_pearson


@dataclass(frozen=True, slots=True)
class Rate:
    """A share with its likely range; `count` and `of` are None where the source gives only the rate."""

    p: float
    low: float | None = None
    high: float | None = None
    count: int | None = None
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Wrong alerts per face and per alert (two denominators that are both true), and listed people missed."""

    label: str
    per_face: Rate | None
    per_alert: Rate | None
    missed: Rate | None


def rate(count: int | None, of: int | None, level: float = 0.95) -> Rate | None:
    """Count / of with the exact range L = B(a/2; x, n - x + 1), U = B(1 - a/2; x + 1, n - x); None if unknown.

    Source: Clopper and Pearson 1934, Biometrika 26:404.
    """
    if count is None or not of:
        return None
    low, high = clopper_pearson(np.array([count / of]), np.array([float(of)]), level)
    return Rate(count / of, float(low[0]), float(high[0]), count, of)


def measure_entry(entry: Entry, level: float = 0.95) -> tuple[Accuracy, ...]:
    """Everybody first, then each group; published rates stand in where there are no counts."""
    whole = measure_counts(entry.title, entry.counts, level)
    missed = None if entry.found_rate is None else Rate(1 - entry.found_rate)
    everybody = Accuracy(
        label=entry.title,
        per_face=whole.per_face or (None if entry.false_rate is None else Rate(entry.false_rate)),
        per_alert=whole.per_alert,
        missed=whole.missed or missed,
    )
    return (everybody, *(measure_counts(group.label, group.counts, level) for group in entry.groups))


def measure_counts(label: str, counts: Counts, level: float = 0.95) -> Accuracy:
    """The three rates of one body of counts, None where something was not counted."""
    return Accuracy(
        label=label,
        per_face=rate(counts.false_alerts, counts.faces, level),
        per_alert=rate(counts.false_alerts, counts.alerts, level),
        missed=rate(counts.missed, counts.listed, level),
    )


def describe(accuracy: Accuracy) -> tuple[str, ...]:
    """One sentence for each rate that is known; what is not known is said, too."""
    parts = (
        ("Wrong alerts among all faces", accuracy.per_face, "faces"),
        ("Wrong alerts among all alerts", accuracy.per_alert, "alerts"),
        ("People on the list who were missed", accuracy.missed, "who walked past"),
    )
    return tuple(f"{title}: {_words(found, things)}." for title, found, things in parts)


def _words(found: Rate | None, things: str) -> str:
    if found is None:
        return "not counted"
    if found.low is None or found.high is None:
        return f"{frequency(found.p, things)} (no counts published)"
    of = denominator(found.p) if found.p else denominator(found.high)
    if found.count == 0:
        return f"none among {found.of:,}; by chance it could be {frequency_range(0, found.high, things, of)}"
    return f"{frequency(found.p, things, of)} (likely range {frequency_range(found.low, found.high, things, of)})"
