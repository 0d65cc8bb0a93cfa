"""Letting a finding out after other figures: what a group showed last stays until enough of its replies changed.

Two figures of one group, published one after the other, tell what the replies between them said. The board lets
groups out in batches for that reason; a finding counts every reply, so it is its printed figures that must wait,
not the rule: state, reasons and checks are always those of all replies.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from analysis.arrays import FloatArray
from analysis.cells import CellTable
from analysis.disclosure.rules import RULES, Rules
from analysis.disclosure.steps import may_step
from analysis.finding.companions import masks
from analysis.finding.disclosed import CHOSE, SAMPLE, disclosed, way_name
from analysis.finding.finding import Finding
from analysis.finding.replies import ARM, answers
from analysis.finding.samples.ways import Way
from analysis.plan.plan import Member, Plan
from analysis.vocabulary import CHOSEN

TAKEN_BACK = (
    "Since this finding was made a few replies were taken back, taken out or added. They are so few that new "
    "figures would tell what they said, so the figures stay as they were."
)

Shown = Mapping[str, FloatArray]
"""Exact counts (4,) of support, oppose, neither and no answer that a group last showed, never to be shown.

Keys say who the group is, as on the board: "arm=open_link", "ethnicity=black" (reached in any way), and
"arm=open_link&ethnicity=black".
"""


@dataclass(frozen=True, slots=True, eq=False)
class Published:
    """A finding as it may be printed, what all groups show from now on, and a notice to print with it, if any."""

    finding: Finding
    shown: Shown
    notice: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class _Printed:
    """A group whose shares a finding prints: its name there, who it is, and its counts now."""

    name: str
    key: str
    counts: FloatArray


def publish(
    plan: Plan, table: CellTable, finding: Finding, last: Published | Shown, rules: Rules = RULES
) -> Published:
    """The finding of `table` as it may be let out after all that was let out before.

    `last` is the finding published before, or, for the first one, what groups of the board showed last. A group
    that has changed since it was last shown, but not far enough for `disclosure.steps.may_step`, prints what it
    showed. When a finding was published before and a whole way of being reached may not step (somebody's reply
    was erased), the finding itself is repeated with a notice: even that a state has changed would tell. After a
    finding each state must have changed by nothing or by a batch, because it is known how many replies are gone.
    """
    shown = last.shown if isinstance(last, Published) else last
    printed = tuple(_printed(plan, table, finding))
    strict = replace(rules, rounding=1) if isinstance(last, Published) else rules
    held = {each.name: shown[each.key] for each in printed if _held(each, shown, strict)}
    if isinstance(last, Published) and any(way_name(way) in held for way in finding.arms):
        return Published(last.finding, shown, TAKEN_BACK)
    new = {each.key: each.counts for each in printed if each.name not in held}
    return Published(disclosed(finding, rules, held), {**shown, **new})


def _held(group: _Printed, shown: Shown, rules: Rules) -> bool:
    before = shown.get(group.key)
    changed = before is not None and bool((before != group.counts).any())
    return changed and before is not None and not bool(may_step(before, group.counts, rules))


def _printed(plan: Plan, table: CellTable, finding: Finding) -> Iterator[_Printed]:
    """Every group that a closed finding prints; one of the same people has the same key."""
    valued = np.column_stack([answers(table), table.n - answers(table).sum(axis=1)])
    arms = table.codes[:, table.axis(ARM)]
    codes = table.dimensions[table.axis(ARM)].categories

    def counts(ways: tuple[Way, ...]) -> FloatArray:
        return valued * np.isin(arms, [codes.index(way.code) for way in ways])[:, None]

    for way in finding.arms:
        yield _Printed(way_name(way), _key((way,)), counts((way,)).sum(axis=0))
    chose = tuple(way for way in finding.arms if way.kind not in CHOSEN)
    if chose:
        yield _Printed(CHOSE, _key(chose), counts(chose).sum(axis=0))
    sample = tuple(way for way in finding.arms if way.kind == finding.kind)
    if sample:
        yield _Printed(SAMPLE, _key(sample), counts(sample).sum(axis=0))
        for member, mask in zip(plan.family.members, masks(table, plan.family), strict=True):
            yield _Printed(
                member.label, _member_key(sample, member, finding), counts(sample)[mask].sum(axis=0)
            )


def _key(ways: tuple[Way, ...]) -> str:
    return "arm=" + "|".join(sorted(way.code for way in ways))


def _member_key(sample: tuple[Way, ...], member: Member, finding: Finding) -> str:
    """Without the way where everybody was reached by it: then the group is that of the board."""
    group = f"{member.dimension}={'|'.join(member.codes)}"
    return group if {*sample} == {*finding.arms} else f"{_key(sample)}&{group}"
