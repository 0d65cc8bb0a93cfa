"""What the finding would be if one side had been more likely to answer: the ladder of gammas that is printed."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.finding.doubts.checks import Check
from analysis.finding.doubts.grouped_tilt import group, largest_gain
from analysis.finding.doubts.selection import bound
from analysis.finding.doubts.specifications import Subject
from analysis.finding.replies import answers
from analysis.finding.rule import decide
from analysis.finding.samples.figures import Estimate, Result
from analysis.finding.states import State
from analysis.vocabulary import STATES


@dataclass(frozen=True, slots=True)
class Span:
    """Two ends of a range of shares."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Bound:
    """The likely ranges of both sides when one side was up to gamma times as likely to answer.

    `state` is what the finding would be at this gamma, all else equal. The ranges by group are narrower and
    decide nothing (see `doubts.grouped_tilt`).
    """

    gamma: float
    support: Span
    oppose: Span
    support_by_group: Span
    oppose_by_group: Span
    state: State


def make_bounds(subject: Subject, result: Result, checks: Sequence[Check], gamma: float) -> tuple[Bound, ...]:
    """A bound for each gamma that the plan shows and for the one in force, the smallest first.

    [L_g, U_g] of `doubts.selection.bound`; by group L_g + gain(g) and U_g + gain(1/g), gain as in
    `doubts.grouped_tilt`: the end of the likely range is tilted as a whole and the gain of the share added.
    """
    rule = subject.plan.rule
    gammas = sorted({*rule.shown, gamma})
    support, oppose = (_spans(subject, result, side, gammas) for side in ("support", "oppose"))
    return tuple(
        Bound(each, one[0], other[0], one[1], other[1], decide(result, checks, rule, each, subject.back))
        for each, one, other in zip(gammas, support, oppose, strict=True)
    )


def _spans(subject: Subject, result: Result, side: str, gammas: Sequence[float]) -> list[tuple[Span, Span]]:
    """For each gamma the range as a whole and by group."""
    estimate = result.best(side) or Estimate(0.0, 0.0, 1.0)
    counts = answers(subject.table)
    grouped = group(subject.climb.weights, counts[:, STATES.index(side)], counts @ np.ones(len(STATES)))
    found = []
    for gamma in gammas:
        low, high = bound(estimate, gamma)
        narrow = (low + largest_gain(grouped, gamma), high + largest_gain(grouped, 1 / gamma))
        found.append((Span(low, high), Span(min(narrow[0], estimate.p), max(narrow[1], estimate.p))))
    return found
