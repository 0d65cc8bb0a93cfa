"""Safeguards: which of them would change how many people support the proposal."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

import numpy as np

from analysis.arrays import FloatArray
from analysis.finding.samples.figures import Estimate
from analysis.support.intervals import likely_range

LABELS = ("more", "no difference", "less")


@dataclass(frozen=True, slots=True)
class Safeguard:
    """Shares of those who replied who would support it more, no differently and less with it.

    `net` is more less less, the number safeguards are ranked by. Everything is None when nobody answered.
    """

    code: str
    label: str
    n: int
    more: Estimate | None = None
    same: Estimate | None = None
    less: Estimate | None = None
    net: Estimate | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """Replies (3,) in the order of LABELS; `weighted` (3,) their weights, and `n_eff` what they are worth."""

    code: str
    label: str
    counts: FloatArray
    weighted: FloatArray | None = None
    n_eff: float | None = None


def measure_safeguard(answers: Answers, level: float = 0.95) -> Safeguard:
    """Shares p = weight / sum of weights, with Korn-Graubard ranges at se = sqrt(p (1 - p) / (n_eff - 1)).

    net = more - less, se^2 = (more + less - net^2) / (n_eff - 1); its range is made of those of its parts (see
    `_net`). Without weights n_eff is n. Source: multinomial variance of a difference; `likely_range` as there.
    """
    n = int(answers.counts.sum())
    if n == 0:
        return Safeguard(answers.code, answers.label, 0)
    weighed = answers.counts if answers.weighted is None else answers.weighted
    size = float(answers.n_eff or n)
    p = weighed / weighed.sum()
    se = np.sqrt(p * (1 - p) / max(size - 1, 1))
    low, high = likely_range(p, se, np.full(3, size), level)
    more, same, less = (Estimate(*map(float, each)) for each in zip(p, low, high, se, strict=True))
    return Safeguard(answers.code, answers.label, n, more, same, less, _net(more, less, size))


def rank_safeguards(safeguards: Iterable[Safeguard]) -> tuple[Safeguard, ...]:
    """The one with the largest net share first, those without answers last; equal ones as they came."""
    return tuple(sorted(safeguards, key=lambda each: -each.net.p if each.net else 2))


def _net(more: Estimate, less: Estimate, size: float) -> Estimate:
    """The net share a - b, low a - b - sqrt(x^2 - 2 r x y + y^2), x = a - low of a, y = high of b - b; high mirrored.

    r = -sqrt(a b / ((1 - a)(1 - b))) is the correlation of two shares of one whole, -1 where one of them is 1.
    So the range has a width even where all say the same. Source: Zou and Donner 2008, Statistics in Medicine
    27:1693.
    """
    net, rest = more.p - less.p, (1 - more.p) * (1 - less.p)
    r = -min(sqrt(more.p * less.p / rest), 1.0) if rest > 0 else -1.0

    def reach(x: float, y: float) -> float:
        return sqrt(max(x * x - 2 * r * x * y + y * y, 0.0))

    low = net - reach(more.p - more.low, less.high - less.p)
    high = net + reach(more.high - more.p, less.p - less.low)
    se = sqrt(max(more.p + less.p - net**2, 0.0) / max(size - 1, 1))
    return Estimate(net, max(low, -1.0), min(high, 1.0), se)
