"""Companion findings: the groups most affected, each judged by the same rule, corrected for being several."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.arrays import BoolArray
from analysis.cells import CellTable
from analysis.disclosure.withheld import Shown
from analysis.finding.doubts.selection import p_value, worth
from analysis.finding.replies import has
from analysis.finding.samples.figures import Result
from analysis.finding.states import MAJORITY, NOT_SETTLED, TOO_LITTLE, State
from analysis.plan.plan import Family, Member, Plan
from analysis.support.comparisons import holm


@dataclass(frozen=True, slots=True)
class Companion:
    """The finding for a group: `p_value` by itself, `adjusted` for the family; None with too few replies."""

    label: str
    state: Shown[State]
    target: int
    result: Result | None
    p_value: float | None = None
    adjusted: float | None = None


def masks(table: CellTable, family: Family) -> BoolArray:
    """The cells (G, C) of each group of the family; none where the questionnaire does not tell it apart."""
    found = [_mask(table, member) for member in family.members]
    return np.array(found, dtype=np.bool_).reshape(len(found), len(table.n))


def judge_groups(plan: Plan, gamma: float, results: Sequence[Result]) -> tuple[Companion, ...]:
    """Companion findings from the groups' results, in the order of the plan.

    For each group p = min over the two sides of `selection.p_value`: each is twice a one-sided p-value, so
    the chance of a wrong majority on either side is at most p. Groups under their target count as p = 1 in
    the family. With Holm's correction a wrong majority anywhere in the family is as rare as 1 - level.
    """
    members = plan.family.members
    own = [
        min(_side(plan, gamma, result, side) for side in MAJORITY) if _enough(member, result) else 1.0
        for member, result in zip(members, results, strict=True)
    ]
    adjusted = holm(np.array(own)).tolist() if plan.family.correction == "holm" else own
    return tuple(
        _judged(plan, member, result, (p, q))
        for member, result, p, q in zip(members, results, own, adjusted, strict=True)
    )


def unjudged(plan: Plan, results: Sequence[Result | None]) -> tuple[Companion, ...]:
    """The groups when nothing can be concluded from the sample they are part of."""
    members = zip(plan.family.members, results, strict=True)
    return tuple(Companion(member.label, TOO_LITTLE, member.target, result) for member, result in members)


def _judged(plan: Plan, member: Member, result: Result, p_values: tuple[float, float]) -> Companion:
    if not _enough(member, result):
        return Companion(member.label, TOO_LITTLE, member.target, result)
    state: State = NOT_SETTLED
    if p_values[1] < 1 - plan.rule.level:
        sides = {side: estimate.p for side in MAJORITY if (estimate := result.best(side)) is not None}
        state = MAJORITY[max(sides, key=lambda side: sides[side])]
    return Companion(member.label, state, member.target, result, *p_values)


def _enough(member: Member, result: Result) -> bool:
    return result.size >= member.target and result.n_eff is not None


def _side(plan: Plan, gamma: float, result: Result, side: str) -> float:
    estimate = result.best(side)
    if estimate is None:
        return 1.0
    return p_value(estimate.p, worth(estimate, result.n_eff or 0.0), plan.rule.theta, gamma)


def _mask(table: CellTable, member: Member) -> BoolArray:
    if not has(table, member.dimension):
        return np.zeros(len(table.n), dtype=np.bool_)
    known = table.dimensions[table.axis(member.dimension)].categories
    return table.mask(**{member.dimension: [code for code in member.codes if code in known]})
