"""Differences between groups in words: only those that chance does not explain, from figures that are shown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt

import numpy as np
from scipy.special import ndtr

from analysis.board.support import Share, SupportFigures
from analysis.disclosure.rules import RULES, Rules
from analysis.disclosure.withheld import is_shown
from analysis.scales.wording import listed, with_share
from analysis.support.comparisons import holm

LEVEL = 0.05
_Z = 1.959964  # the likely range reaches as many standard errors to each side

Labelled = tuple[str, SupportFigures | None]
"""What a group is called, and its shares; None where it was never let out."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """A group's support in percent, and its standard error with what rounding adds."""

    label: str
    percent: int
    error: float


def tell_differences(groups: Sequence[Labelled], rules: Rules = RULES) -> str:
    """A sentence about the groups of one characteristic; empty where fewer than two have a likely range.

    Every pair is tested, with Holm's correction over all of them. What is compared is what a reader sees, so the
    sentence tells nothing that could not be worked out from the rows beside it. The difference of two shares in
    percent is divided by sqrt(s1^2 + s2^2 + m1^2 + m2^2): s is half of the printed range, one percent wider, over
    1.96, and m what rounding adds, a count being off by as much as any other number up to r / 2 of the step r:
    m^2 = (1 + (100 r / n)^2 ((1 - p)^2 + 2 p^2)) / 12.
    """
    shown = list(_shown(groups, rules))
    pairs = list(combinations(sorted(shown, key=lambda each: -each.percent), 2))
    if not pairs:
        return ""
    adjusted = holm(np.array([_p_value(*pair) for pair in pairs]))
    return _told([pair for pair, p in zip(pairs, adjusted, strict=True) if p < LEVEL])


def _shown(groups: Sequence[Labelled], rules: Rules) -> Iterator[_Shown]:
    for label, figures in groups:
        if figures is not None and is_shown(figures.n):
            yield from _ranged(label, figures.share("support"), figures.n, rules)


def _ranged(label: str, share: Share, n: int, rules: Rules) -> Iterator[_Shown]:
    if is_shown(share.weighted) and is_shown(share.low) and is_shown(share.high):
        p, step = share.weighted / 100, 100 * rules.rounding / n
        rounding = (1 + step**2 * ((1 - p) ** 2 + 2 * p**2)) / 12
        yield _Shown(label, share.weighted, sqrt(((share.high - share.low + 1) / 2 / _Z) ** 2 + rounding))


def _p_value(higher: _Shown, lower: _Shown) -> float:
    """Two-sided."""
    return float(2 * ndtr((lower.percent - higher.percent) / np.hypot(higher.error, lower.error)))


def _told(pairs: Sequence[tuple[_Shown, _Shown]]) -> str:
    """The group with the most support of those that differ, and all that it differs from."""
    if not pairs:
        return "The figures do not tell any difference in support between these groups apart from chance."
    top = pairs[0][0]
    below = [with_share(lower.label, lower.percent) for higher, lower in pairs if higher is top]
    others = len(pairs) - len(below)
    rest = {0: "", 1: " One more pair of groups differs by more than chance."}.get(
        others, f" {others} more pairs of groups differ by more than chance."
    )
    most = with_share(top.label, top.percent)
    return f"More support among {most} than among {listed(below)}: more than chance explains.{rest}"
