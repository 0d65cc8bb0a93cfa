"""Whether the population that a plan weights to, and the groups it names, hang together."""

from collections.abc import Iterator, Sequence

from analysis.categories import JOINT
from analysis.documents import Problem
from analysis.plan.asked import Asked
from analysis.plan.plan import Family, Households, Member, Step, Target, Weighting
from analysis.population import Margin

Problems = Iterator[Problem]

ROUNDING = 0.5
"""People by which groups may differ from their total."""
AGREEMENT = 1e-3
"""How far shares of one group may lie apart in two tables of the same census."""
MOST_ADULTS = 25


def repeated(place: str, what: str, codes: Sequence[str]) -> Problems:
    """Each code that is used more than once, once."""
    for code in dict.fromkeys(codes):
        if list(codes).count(code) > 1:
            yield Problem(place, f"The {what} “{code}” is used more than once.")


def check_weighting(asked: Asked | None, weighting: Weighting, sensitivities: Sequence[str]) -> Problems:
    if not weighting.targets:
        yield Problem("weighting, targets", "There must be at least one characteristic to weight to.")
    if weighting.cap <= 1:
        yield Problem("weighting, cap", "The largest weight must be more than the average, so more than 1.")
    yield from repeated(
        "weighting, targets", "characteristic", [each.dimension for each in weighting.targets]
    )
    yield from repeated("weighting, frames", "way of being reached", [each.way for each in weighting.frames])
    for frame in [frame for frame in weighting.frames if frame.addresses < 1]:
        yield Problem(f"weighting, frames, {frame.way}", "A list must hold at least 1 address.")
    yield from _household_problems(weighting.households, asked)
    sound = True
    for target in [*weighting.targets, *([weighting.joint] if weighting.joint else [])]:
        found = [*_target_problems(target), *_unknown_groups(target, asked)]
        sound = sound and not found
        yield from found
    if weighting.joint is None and "joint" in sensitivities:
        yield Problem("weighting, joint", "The check “joint” is registered, but not what it weights to.")
    if sound:
        yield from _joint_problems(weighting)
        yield from _ladder_problems(weighting)


def _household_problems(houses: Households | None, asked: Asked | None) -> Problems:
    place = "weighting, households"
    if houses is None:
        return
    if not 1 < houses.cap <= MOST_ADULTS:
        yield Problem(place, f"The most adults that a reply counts for must be from 2 to {MOST_ADULTS}.")
    if asked is not None and not any(code[:1].isdigit() for code in asked.groups.get(houses.dimension, ())):
        yield Problem(place, f"The questionnaire does not ask for numbers of adults as “{houses.dimension}”.")


def check_family(asked: Asked | None, family: Family) -> Problems:
    yield from repeated("family, members", "group", [member.label for member in family.members])
    for member in family.members:
        place = f"family, {member.label}"
        if not member.codes:
            yield Problem(place, "The group has no categories.")
        if member.target < 1:
            yield Problem(place, "The number of replies aimed at must be at least 1.")
        if member.residents is not None and not 0 < member.residents < 1:
            yield Problem(place, "The share of residents must lie between 0 and 1.")
        yield from _unknown_members(member, place, asked)


def _target_problems(target: Target) -> Problems:
    place = f"weighting, {target.dimension}"
    if not target.source.strip():
        yield Problem(place, "The source of the population figures is missing.")
    if any(group.people < 0 for group in target.groups) or target.total <= 0:
        yield Problem(place, "Population figures must be counts of people.")
        return
    yield from repeated(place, "group", target.codes)
    people = sum(group.people for group in target.groups)
    if abs(people - target.total) > ROUNDING:
        yield Problem(
            place,
            f"The groups add up to {people:,.0f} people, but the total is given as {target.total:,.0f}.",
        )


def _unknown_groups(target: Target, asked: Asked | None) -> Problems:
    if asked is None:
        return
    place = f"weighting, {target.dimension}"
    names = target.dimension.split(JOINT)
    for name in [name for name in names if name not in asked.groups]:
        yield Problem(place, f"The questionnaire does not tell people apart by “{name}”.")
    if not {*names} <= asked.groups.keys():
        return
    for code in target.codes:
        parts = code.split(JOINT)
        if len(parts) != len(names) or any(
            part not in asked.groups[name] for part, name in zip(parts, names, strict=False)
        ):
            yield Problem(place, f"The questionnaire has no group “{code}”.")


def _unknown_members(member: Member, place: str, asked: Asked | None) -> Problems:
    if asked is None:
        return
    known = asked.groups.get(member.dimension)
    if known is None:
        yield Problem(place, f"The questionnaire does not tell people apart by “{member.dimension}”.")
        return
    for code in [code for code in member.codes if code not in known]:
        yield Problem(place, f"The questionnaire has no group “{code}” of {member.dimension}.")


def _joint_problems(weighting: Weighting) -> Problems:
    """The joint target must be of weighted characteristics, and say the same of each."""
    if weighting.joint is None:
        return
    single = {target.dimension: target for target in weighting.targets}
    joint, names = weighting.joint, weighting.joint.dimension.split(JOINT)
    for axis, name in enumerate(names):
        place = f"weighting, {joint.dimension}"
        if name not in single:
            yield Problem(place, f"“{name}” is not weighted by itself, so it cannot be weighted jointly.")
            continue
        shares = single[name].margin().shares
        sums = dict.fromkeys(shares, 0.0)
        for group in joint.groups:
            part = group.code.split(JOINT)[axis]
            sums[part] = sums.get(part, 0.0) + group.people / joint.total
        if sums.keys() != shares.keys() or any(abs(sums[code] - shares[code]) > AGREEMENT for code in shares):
            yield Problem(place, f"Its groups do not add up to those of {name}.")


def _ladder_problems(weighting: Weighting) -> Problems:
    """Every step must be possible after the steps before it."""
    margins = {target.dimension: target.margin() for target in weighting.targets}
    for number, step in enumerate(weighting.ladder, start=1):
        place = f"weighting, ladder, step {number}"
        margin = margins.get(step.dimension)
        if margin is None:
            yield Problem(place, f"“{step.dimension}” is not weighted, or was left out before.")
        elif step.action == "leave_out":
            del margins[step.dimension]
        else:
            yield from _merge_problems(step, margin, place, margins)
    if not margins and weighting.targets:
        yield Problem("weighting, ladder", "The last characteristic cannot be left out.")


def _merge_problems(step: Step, margin: Margin, place: str, margins: dict[str, Margin]) -> Problems:
    try:
        margins[step.dimension] = margin.collapse(step.groups)
    except ValueError as refused:
        yield Problem(place, f"{refused}.".capitalize())
