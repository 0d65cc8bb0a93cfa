"""The same shares computed in other ways: without weights, without some replies, weighted otherwise."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from analysis.arrays import FloatArray, sum_by
from analysis.categories import JOINT
from analysis.cells import CellTable
from analysis.finding.doubts.order_effect import tell_change
from analysis.finding.doubts.putting_back import Back
from analysis.finding.replies import AS_WRITTEN, CAMPAIGN, DIRECTION, NO, REVERSED, answers, has
from analysis.finding.samples.figures import measure
from analysis.finding.samples.sample import Sample, weigh, widened
from analysis.finding.samples.ways import Way
from analysis.plan.plan import DISTRICT, Plan, Target
from analysis.plan.sensitivities import PUT_BACK, SENSITIVITIES
from analysis.population import Margin
from analysis.support.weighting.ladder import Climb, Merge
from analysis.support.weighting.margins import rescale
from analysis.support.weighting.raking import rake
from analysis.support.weighting.refusals import RakingRefused
from analysis.vocabulary import STATES


@dataclass(frozen=True, slots=True)
class Specification:
    """The three shares in another way, of `n` replies; None where they could not be computed (`note` says why).

    `chosen` says whether they come from people who were chosen; only such can stop a majority.
    """

    code: str
    label: str
    n: int | None
    shares: tuple[float | None, float | None, float | None]
    chosen: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """What is checked: the deciding sample with its weights, and the results of all ways of being reached.

    `back` is the sample with everything put back that staff took out by judgement.
    """

    plan: Plan
    sample: Sample
    climb: Climb
    arms: tuple[Way, ...]
    back: Back

    @property
    def table(self) -> CellTable:
        return self.sample.table


Specifications = Iterator[Specification]
BY_ORDER = "by_order"


def _unweighted(subject: Subject) -> Specifications:
    """With a design, its weights stay: without them it would be the share of places, not of people."""
    code, base, counts = "unweighted", subject.sample.base, answers(subject.table)
    if base is None:
        yield _computed(code, np.ones(len(counts)), counts)
    else:
        each = np.divide(base.base, base.n, out=np.zeros_like(base.n), where=base.n > 0)
        yield replace(_computed(code, each, counts), note=DESIGNED)


def _uncapped(subject: Subject) -> Specifications:
    weights = subject.climb.weights
    if weights.limit is None or (weights.factor < weights.limit).all():
        yield _computed("uncapped", weights.each, answers(subject.table))
    else:
        yield _raked("uncapped", subject, subject.climb.table, lambda: subject.climb.margins)


def _of_persons(subject: Subject) -> Specifications:
    """What the adults of households change: without them replies from small households count too much."""
    code, design = "of_persons", subject.sample.design
    if not design.adults:
        yield replace(_impossible(code, ALIKE_COUNTED), chosen=False)
        return
    try:
        weights = weigh(subject.table, subject.plan.weighting, design.of_persons()).weights
        found = _computed(code, weights.each, answers(subject.table))
    except RakingRefused as refused:
        found = _impossible(code, refused.sentence)
    yield replace(found, chosen=False, note=found.note or LEANS)


def _joint(subject: Subject) -> Specifications:
    """Weights to one joint target in place of its parts; groups merged by the ladder stay merged."""
    target, climb = subject.plan.weighting.joint, subject.climb
    if target is None:
        yield _impossible("joint", "The plan has no joint population figures.")
        return
    names = target.dimension.split(JOINT)
    table = climb.table.combine(*names)

    def margins() -> Mapping[str, Margin]:
        kept = {name: margin for name, margin in climb.margins.items() if name not in names}
        joint = {target.dimension: merged(target, climb)}
        return kept | widened(table, rescale(joint, climb.weights.total), subject.sample.base)

    yield _raked("joint", subject, table, margins)


def _put_back(subject: Subject) -> Specifications:
    """Replies that are too few to be put back, or that were erased, count against the side that is judged."""
    back = subject.back
    if back.result is None:
        yield _impossible(PUT_BACK, back.refusal)
    elif back.against and not back.put:
        yield replace(_impossible(PUT_BACK, AGAINST), chosen=False)
    else:
        shares = [back.result.best(state) for state in STATES]
        support, oppose, neither = (None if each is None else each.p for each in shares)
        note = f"{ERASED}." if back.against else "" if back.put else "Nothing was taken out."
        label = SENSITIVITIES[PUT_BACK]
        yield Specification(PUT_BACK, label, back.result.size, (support, oppose, neither), note=note)


def _without_campaigns(subject: Subject) -> Specifications:
    yield _marked("without_campaigns", subject, CAMPAIGN, NO)


def _without_unsure(subject: Subject) -> Specifications:
    yield _computed("without_unsure", subject.climb.weights.each, answers(subject.table)[:, :2])


def _by_order(subject: Subject) -> Specifications:
    """Of those who saw either end of the scale first; how far they lie apart is said with its range."""
    table, code = subject.table, BY_ORDER
    if not has(table, DIRECTION):
        yield replace(_impossible(code, UNDRAWN_ORDER), chosen=False)
        return
    axis = table.axis(DIRECTION)
    places = [table.dimensions[axis].code(each) for each in (AS_WRITTEN, REVERSED)]
    domains = np.stack([table.codes[:, axis] == place for place in places])
    counts, level = answers(table), subject.plan.rule.level
    _, first, last = measure(subject.climb.weights, counts, table.n, domains, level)
    if not (first.tells and last.tells and first.size and last.size):
        yield replace(_impossible(code, UNDRAWN_ORDER), chosen=False)
        return
    apart = f"{tell_change(first.share('support').weighted, last.share('support').weighted, level)}{ORDERED}"
    for label, found, note in (("as written", first, ORDERED), ("reversed", last, apart)):
        shares = [found.best(state) for state in STATES]
        support, oppose, neither = (None if each is None else each.p for each in shares)
        words = f"only of those who saw the scale {label}"
        yield Specification(code, words, found.size, (support, oppose, neither), chosen=False, note=note)


def _each_way(subject: Subject) -> Specifications:
    """Every way of being reached by itself, unless it is the finding's only one."""
    binding = subject.plan.deciding
    for arm in subject.arms:
        if (arm.code,) == subject.sample.arms:
            continue
        best = [arm.result.best(state) for state in STATES]
        support, oppose, neither = (None if each is None else each.p for each in best)
        listed = arm.code in subject.sample.design.weights
        chosen = not listed and (arm.kind in binding or subject.plan.rule.open_replies_bind)
        note = PART if listed else ""
        shares = (support, oppose, neither)
        yield Specification("each_way", reached_by(arm.label), arm.result.size, shares, chosen, note)


def _leave_one_district_out(subject: Subject) -> Specifications:
    """With the weights of the whole sample: they match each district to its own size, so the rest stays right."""
    table, code = subject.table, "leave_one_district_out"
    if not has(table, DISTRICT):
        yield _impossible(code, "It is not known in which district people live.")
        return
    axis = table.axis(DISTRICT)
    categories = table.dimensions[axis].categories
    counts = answers(table)
    weighted = subject.climb.weights.each[:, None] * counts
    by_district = _by(table.codes[:, axis], weighted, len(categories))
    n = _by(table.codes[:, axis], counts, len(categories)).sum(axis=1)
    rests = by_district.sum(axis=0) - by_district
    for place in np.flatnonzero(n):
        label = f"without {_district(subject.plan, categories[place])}"
        yield Specification(code, label, int(n.sum() - n[place]), _shares(rests[place]))


MAKERS: dict[str, Callable[[Subject], Specifications]] = {
    "unweighted": _unweighted,
    "uncapped": _uncapped,
    "of_persons": _of_persons,
    "joint": _joint,
    PUT_BACK: _put_back,
    "without_campaigns": _without_campaigns,
    "without_unsure": _without_unsure,
    BY_ORDER: _by_order,
    "each_way": _each_way,
    "leave_one_district_out": _leave_one_district_out,
}
"""How each check of analysis.plan.sensitivities is made."""


DESIGNED = "With what each reply first counted for, by lists and households."
ERASED = "What was erased is not in these shares; it counts as if it had been on the other side"
AGAINST = "So little was taken out that it counts as if it had been on the other side."
UNDRAWN_ORDER = "The order of the scale was not drawn by lot."
ORDERED = "The order was drawn by lot: shown, but it decides nothing."
ALIKE_COUNTED = "All replies count for the same number of adults."
LEANS = "Replies from small households count too much in it: shown, but it decides nothing."
PART = "Its list holds a part of all addresses only: shown, but it decides nothing."


def reached_by(way: str) -> str:
    """The words for the check of one way of being reached."""
    return f"only of those reached in one way: {way}"


def merged(target: Target, climb: Climb) -> Margin:
    """The joint target after the merges that the ladder made of its parts."""
    margin, names = target.margin(), target.dimension.split(JOINT)
    for step in [taken.step for taken in climb.taken]:
        if isinstance(step, Merge) and step.dimension in names:
            axis = names.index(step.dimension)
            new_of = {old: new for new, olds in step.groups.items() for old in olds}
            groups: dict[str, list[str]] = {}
            for code in margin.categories:
                parts = code.split(JOINT)
                if parts[axis] in new_of:
                    parts[axis] = new_of[parts[axis]]
                    groups.setdefault(JOINT.join(parts), []).append(code)
            margin = margin.collapse(groups)
    return margin


def _marked(code: str, subject: Subject, mark: str, kept: str) -> Specification:
    """Only the replies with a mark, weighted anew; as they are where all have it."""
    if not has(subject.table, mark):
        return _impossible(code, "The replies are not marked, so this could not be computed.")
    rest = subject.table.where(**{mark: [kept]})
    if rest.total == subject.table.total:
        return _computed(code, subject.climb.weights.each, answers(subject.table))
    try:
        weights = weigh(rest, subject.plan.weighting, subject.sample.design).weights
        return _computed(code, weights.each, answers(rest))
    except RakingRefused as refused:
        return _impossible(code, refused.sentence, int(answers(rest).sum()))


def _raked(
    code: str, subject: Subject, table: CellTable, margins: Callable[[], Mapping[str, Margin]]
) -> Specification:
    try:
        return _computed(code, rake(table, margins(), subject.sample.base).each, answers(table))
    except RakingRefused as refused:
        return _impossible(code, refused.sentence, int(answers(table).sum()))


def _computed(code: str, each: FloatArray, counts: FloatArray) -> Specification:
    return Specification(code, SENSITIVITIES[code], int(counts.sum()), _shares(each @ counts))


def _impossible(code: str, note: str, n: int | None = None) -> Specification:
    return Specification(code, SENSITIVITIES[code], n, (None, None, None), note=note)


def _shares(weighted: FloatArray) -> tuple[float | None, float | None, float | None]:
    """Shares of support, oppose and, if it is in the base, neither."""
    total = float(weighted.sum())
    if total <= 0:
        return None, None, None
    support, oppose, *rest = (float(each) / total for each in weighted)
    return support, oppose, rest[0] if rest else None


def _by(codes: Sequence[int] | np.ndarray, columns: FloatArray, size: int) -> FloatArray:
    """Sums (size, K) of columns (C, K) by code."""
    return np.column_stack([sum_by(np.asarray(codes, dtype=np.intp), each, size) for each in columns.T])


STRANGERS = {
    "unknown": "people whose district is not known",
    "no_fixed_address": "people of no fixed address",
}


def _district(plan: Plan, code: str) -> str:
    labels = {
        group.code: group.label
        for target in plan.weighting.targets
        if target.dimension == DISTRICT
        for group in target.groups
    }
    return labels.get(code, STRANGERS.get(code, f"district “{code}”"))
