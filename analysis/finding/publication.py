"""Letting a finding out after other figures: what a group showed last stays until enough of its replies changed.

Two figures of one group, published one after the other, tell what the replies between them said. The board lets
groups out in batches for that reason; a finding counts every reply, so it is its printed figures that must wait,
not the rule: state, reasons and checks are always those of all replies. Districts wait like other groups.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from analysis.areas.areas import Area
from analysis.areas.disclosed import area_as_of, area_shown
from analysis.arrays import BoolArray, FloatArray
from analysis.board.populations import WHO, population_of
from analysis.cells import CellTable
from analysis.disclosure.rules import RULES, Rules
from analysis.disclosure.steps import may_step
from analysis.finding.companions import masks
from analysis.finding.disclosed import CHOSE, SAMPLE, disclosed
from analysis.finding.finding import Finding
from analysis.finding.replies import ARM, answers
from analysis.finding.samples.ways import Way
from analysis.plan.plan import DISTRICT, Plan
from analysis.vocabulary import CHOSEN

TAKEN_BACK = (
    "Since this finding was made a few replies were taken back, taken out or added. They are so few that new "
    "figures would tell what they said, so the figures stay as they were."
)

Shown = Mapping[str, FloatArray]
"""Exact counts (4,) of support, oppose, neither and no answer that a group last showed, never to be shown.

Keys say who the group is, as on the board: "arm=open_link", "who=chose", "who=random_invitation" and
"who=random_invitation&ethnicity=black"; districts of the sample are groups like others.
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
    if isinstance(last, Published) and any(way.name in held for way in finding.arms):
        return Published(last.finding, shown, TAKEN_BACK)
    new = {each.key: each.counts for each in printed if each.name not in held}
    areas = tuple(_areas(finding, printed, held, last))
    return Published(replace(disclosed(finding, rules, held), areas=areas), {**shown, **new})


def _areas(
    finding: Finding, printed: Sequence[_Printed], held: Shown, last: Published | Shown
) -> Iterator[Area]:
    """The districts as they may be printed: one that is held prints what it printed, or what the board showed.

    None after a finding that did not keep what its districts printed: what changed since could not be judged.
    """
    before = last.finding if isinstance(last, Published) else None
    if before and before.sample and not before.areas:
        return
    earlier = {area.code: area for area in before.areas} if before else {}
    now = {each.name: each.counts for each in printed}
    for area in finding.areas:
        name = _area_name(area)
        shown: Area | None = area_shown(area)
        if name in held:
            shown = earlier.get(area.code) or area_as_of(area, now[name][:-1], held[name][:-1])
        if shown is not None:
            yield shown


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
        yield _Printed(way.name, way.name, counts((way,)).sum(axis=0))
    chose = tuple(way for way in finding.arms if way.kind not in CHOSEN)
    if chose:
        yield _Printed(CHOSE, _key(chose[0].kind), counts(chose).sum(axis=0))
    sample = tuple(way for way in finding.arms if way.kind == finding.kind)
    if sample:
        whole = _key(sample[0].kind)
        yield _Printed(SAMPLE, whole, counts(sample).sum(axis=0))
        for name, group, mask in _parts(plan, table, finding):
            yield _Printed(name, f"{whole}&{group}", counts(sample)[mask].sum(axis=0))


def _parts(plan: Plan, table: CellTable, finding: Finding) -> Iterator[tuple[str, str, BoolArray]]:
    """Groups within the sample: their names in the finding, what their keys say of them, and their cells."""
    for member, mask in zip(plan.family.members, masks(table, plan.family), strict=True):
        yield member.label, f"{member.dimension}={'|'.join(member.codes)}", mask
    for area in finding.areas:
        known = area.code in table.dimensions[table.axis(DISTRICT)].categories
        yield _area_name(area), _area_name(area), table.mask(**{DISTRICT: [area.code] if known else []})


def _key(kind: str) -> str:
    """The key of everybody who was reached by ways of a kind, or by ways that count together with it."""
    return f"{WHO}={population_of(kind)}"


def _area_name(area: Area) -> str:
    return f"{DISTRICT}={area.code}"
