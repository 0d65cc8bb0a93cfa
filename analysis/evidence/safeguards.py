"""Safeguards: which of them would change how many people support the proposal."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

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

    net = more - less, se^2 = (more + less - net^2) / (n_eff - 1), its range net -+ z se, within -1 and 1.
    Without weights n_eff is n. Source: multinomial variance of a difference; `likely_range` as there.
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
    return Safeguard(answers.code, answers.label, n, more, same, less, _net(p, size, level))


def rank_safeguards(safeguards: Iterable[Safeguard]) -> tuple[Safeguard, ...]:
    """The one with the largest net share first, those without answers last; equal ones as they came."""
    return tuple(sorted(safeguards, key=lambda each: -each.net.p if each.net else 2))


def _net(p: FloatArray, size: float, level: float) -> Estimate:
    net = float(p[0] - p[2])
    se = float(np.sqrt(max(p[0] + p[2] - net**2, 0) / max(size - 1, 1)))
    half = float(ndtri((1 + level) / 2)) * se
    return Estimate(net, max(net - half, -1.0), min(net + half, 1.0), se)
