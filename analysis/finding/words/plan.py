"""A plan in plain words, for everybody to read before the first reply comes."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from functools import partial

from analysis.finding.words.phrases import SAMPLES, clock, day, fine_percent, listed, part
from analysis.finding.words.rule import rule_sentences
from analysis.plan.plan import Gates, Plan, Target
from analysis.plan.sensitivities import SENSITIVITIES, SHOWN_ONLY
from analysis.vocabulary import BURST_TIMES, STATE_LABELS

STEPS = {"merge": "merge neighbouring groups of", "leave_out": "leave out"}


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its sentences."""

    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanWords:
    """The rule in two sentences, and everything else that was fixed beforehand."""

    rule: str
    sections: tuple[Section, ...]


def write_plan(plan: Plan, place: str, labels: Mapping[str, str], zone: tzinfo) -> PlanWords:
    """A plan as it is published.

    `place` is whose public is asked, `labels` the words of answers by code, `zone` the time that people there
    live by.
    """
    parts: dict[str, Callable[[Plan], Iterator[str]]] = {
        "The question": partial(_question, labels=labels),
        "When there is a majority": _rule,
        "Which replies can lead to a finding": _gates,
        "Which replies are in doubt": _doubts,
        "What replies are weighted to": _weighting,
        "Groups with findings of their own": _family,
        "Checks": _checks,
        "What is not counted": _exclusions,
        "When": partial(_times, zone=zone),
    }
    sections = tuple(Section(title, tuple(write(plan))) for title, write in parts.items())
    return PlanWords(rule_sentences(plan, place), sections)


def _question(plan: Plan, labels: Mapping[str, str]) -> Iterator[str]:
    yield f"“{plan.question.wording}”"
    for state, label in STATE_LABELS.items():
        answers = listed([f"“{labels.get(code, code)}”" for code in plan.question.answers(state)])
        yield f"{label}: {answers or 'no answer'}."
    yield "Everybody who gave one of these answers counts, those who are neither or unsure among them."


def _rule(plan: Plan) -> Iterator[str]:
    rule = plan.rule
    yield f"A majority is more than {part(rule.theta)}. Opposition is judged by the same rule as support."
    yield f"Chance is allowed for by a likely range at the {fine_percent(rule.level)} level."
    yield (
        f"Who chose to answer is allowed for by supposing that one side was {rule.gamma:g} times as likely to "
        "answer as the other, or more if official surveys show it."
    )
    yield (
        f"At {rule.gamma:g}, {20 * rule.gamma:g} in 100 of one side answer where 20 in 100 of the other do. What "
        "the number ought to be cannot be measured for this question, so it was fixed before anybody replied."
    )
    shown = listed([f"{gamma:g}" for gamma in rule.shown])
    yield f"What would be found at {shown} times as likely is printed beside it."
    yield (
        "If the closing is moved while shares can be seen, likely ranges are made so wide that they hold whenever it "
        "is closed."
    )
    if rule.jackknife:
        yield "The likely range is computed a second time, by the jackknife, and printed beside it."
    if rule.open_replies_bind:
        yield "Replies of people who chose to take part must agree, too."


def _gates(plan: Plan) -> Iterator[str]:
    yield "Only replies of people who were chosen by chance can show what the public thinks."
    for gates in plan.gates:
        yield from _gate(gates)


def _gate(gates: Gates) -> Iterator[str]:
    name = SAMPLES[gates.kind].capitalize()
    published = ", and how many of those invited replied must be published" if gates.response_rate else ""
    yield f"{name} must be worth at least {gates.n_eff:,.0f} random replies{published}."
    if gates.recruitment is not None:
        joined = fine_percent(gates.recruitment)
        yield f"Its members were drawn by lot, and {joined} of those who were asked joined it."
    yield (
        f"{name} must match the population figures after weighting, and it may take at most {gates.deff:g} replies "
        "to be worth one random one."
    )
    yield (
        f"At most {fine_percent(gates.item_missing)} may leave the question out, and doubts about at most "
        f"{fine_percent(gates.unresolved)} of the replies may be open."
    )
    if gates.expected_rate is not None:
        yield f"{fine_percent(gates.expected_rate)} of those invited are expected to reply."
    if gates.least_rate is not None:
        yield f"At least {fine_percent(gates.least_rate)} of those invited must have replied."
    if gates.judged is not None:
        yield f"At most {fine_percent(gates.judged)} may be taken out by staff’s judgement."


def _doubts(plan: Plan) -> Iterator[str]:
    rule = plan.doubts
    yield (
        f"A reply is in doubt if it was sent after less than {rule.pace:g} seconds for "
        f"each answered question, if {rule.alike} or more replies have exactly the same "
        f"{rule.answers} or more answers, or if staff say why. It stays so until staff have looked at it."
    )
    if rule.crowd:
        yield f"So is one that was begun after {rule.crowd} or more from the same network within an hour."
    if rule.burst:
        yield (
            f"So is one of somebody who chose to reply, in an hour with {rule.burst} or more replies by one way and at "
            f"least {BURST_TIMES} times as many as usual."
        )
    yield "Replies in doubt are counted, unless they are taken out for one of the reasons under “What is not counted”."


def _weighting(plan: Plan) -> Iterator[str]:
    for target in plan.weighting.targets:
        yield _target(target)
    yield f"No reply counts for more than {plan.weighting.cap:g} times the average one."
    for frame in plan.weighting.frames:
        yield (
            f"Letters of “{frame.way}” go to addresses drawn from a list of {frame.addresses:,}: each reply first "
            "counts for the addresses that one letter stands for."
        )
    if plan.weighting.households is not None:
        yield (
            "Letters go to households and one adult of each answers: a reply first counts for the adults who live "
            f"there, at most {plan.weighting.households.cap}."
        )
    if plan.weighting.ladder:
        steps = listed([f"{STEPS[step.action]} {step.dimension}" for step in plan.weighting.ladder])
        yield f"Where a group is too small, in this order and only as far as needed: {steps}."


def _target(target: Target) -> str:
    name = target.dimension.replace("_", " ").capitalize()
    groups = f"{name}: {target.total:,.0f} people in {len(target.groups)} groups."
    return f"{groups} Source: {target.source}, {day(target.day)} {target.day.year}."


def _family(plan: Plan) -> Iterator[str]:
    for member in plan.family.members:
        yield f"{member.label}: at least {member.target} replies are aimed at."
    if plan.family.correction == "holm":
        yield "They are judged more strictly because they are several (Holm’s correction)."
    for heard in plan.family.heard:
        yield f"{heard} are heard in sessions; there are too few for figures."


def _checks(plan: Plan) -> Iterator[str]:
    yield f"The share is computed in other ways, too; each with {plan.rule.least} replies or more must agree:"
    yield from (
        f"{SENSITIVITIES[code].capitalize()}." for code in plan.sensitivities if code not in SHOWN_ONLY
    )
    shown = listed([SENSITIVITIES[code] for code in plan.sensitivities if code in SHOWN_ONLY])
    if shown:
        yield f"Shown beside them, and decides nothing: {shown}."


def _exclusions(plan: Plan) -> Iterator[str]:
    yield from (exclusion.sentence for exclusion in plan.exclusions)
    campaigns = plan.campaigns
    yield (
        f"Texts of a campaign are counted and marked: {campaigns.least_texts} texts or more, of at least "
        f"{campaigns.least_words} words, that are at least {fine_percent(campaigns.likeness)} alike."
    )


def _times(plan: Plan, zone: tzinfo) -> Iterator[str]:
    for verb, moment in (("Opens", plan.opens), ("Closes", plan.closes)):
        local = moment.astimezone(zone)
        yield f"{verb} on {day(local)} {local.year} at {clock(local)} ({local:%Z})."
    yield f"The finding is made by version {plan.version} of the analysis."
