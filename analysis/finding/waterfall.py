"""From everything that was sent to what the finding is made of, each step with what it left out and why."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from analysis.disclosure.rules import Rules
from analysis.disclosure.withheld import Shown, is_shown
from analysis.finding.facts import Facts, Removed
from analysis.finding.rounding import number, to_step
from analysis.finding.samples.figures import Result
from analysis.finding.samples.sample import Sample

COUNTED = "distinct"
"""The stage of the replies that are counted."""
SAMPLED = ("chosen", "answered", "weighted")
"""The stages of the sample, after it."""


@dataclass(frozen=True, slots=True)
class Loss:
    """Replies left out for one reason."""

    label: str
    count: Shown[int]


@dataclass(frozen=True, slots=True)
class Stage:
    """How many replies are left at a step, and what was left out to get there."""

    code: str
    label: str
    count: Shown[int]
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """Three honest counts: what was sent, different texts, and different verified people (None: not counted)."""

    submissions: int
    texts: int | None
    people: int | None


def fall(facts: Facts, sample: Sample | None, result: Result | None) -> tuple[Stage, ...]:
    """The stages raw -> eligible -> de-duplicated -> reached by chance -> answered -> weighted."""
    apart = [removed for removed in facts.removed if not removed.duplicates]
    again = [removed for removed in facts.removed if removed.duplicates]
    eligible = facts.submissions - sum(removed.count for removed in apart)
    counted = eligible - sum(removed.count for removed in again)
    stages = (
        Stage("raw", "replies sent", facts.submissions),
        Stage("eligible", "from residents the finding is about", eligible, _losses(apart)),
        Stage(COUNTED, "after repeated and false ones were taken out", counted, _losses(again)),
    )
    return stages if sample is None or result is None else stages + _sampled(sample, result, counted)


def stages_shown(
    stages: Sequence[Stage], replies: int, sample: Result | None, chosen: int | None, rules: Rules
) -> tuple[Stage, ...]:
    """Rounded stages around the number of counted replies, which is known to everybody.

    Losses under the minimum are not told: above the counted replies they are left out of the sums. `sample` is
    the result as it is shown and `chosen` the number of its replies that was shown before, if that still stands.
    """
    above = [stage for stage in stages if stage.code not in SAMPLED]
    below = [stage for stage in stages if stage.code in SAMPLED]
    found, count = [], replies
    for stage in reversed(above):
        found.append(_rounded(stage, count, rules))
        lost = [loss.count for loss in stage.losses if is_shown(loss.count)]
        count += sum(each for each in lost if each >= rules.minimum)
    return (*reversed(found), *_below(below, replies, sample, chosen, rules))


def _below(
    stages: Sequence[Stage], replies: int, sample: Result | None, chosen: int | None, rules: Rules
) -> Iterator[Stage]:
    """The stages of the sample: those chosen, those with an answer, their worth; the last two as the result says.

    So they tell no more than it does: where its shares are withheld, its size is that of all who were chosen.
    """
    before = replies
    for stage in stages:
        count = to_step(_count(stage, sample, chosen), rules.rounding)
        losses = tuple(Loss(loss.label, number(before - count, rules)) for loss in stage.losses)
        yield replace(stage, count=number(count, rules), losses=losses)
        before = count


def _count(stage: Stage, sample: Result | None, chosen: int | None) -> int:
    as_shown = {
        "chosen": chosen,
        "answered": sample.n if sample is not None and is_shown(sample.n) else None,
        "weighted": None if sample is None or sample.n_eff is None else int(sample.n_eff),
    }
    own = stage.count if is_shown(stage.count) else 0
    found = as_shown.get(stage.code)
    return own if found is None else found


def _rounded(stage: Stage, count: int, rules: Rules) -> Stage:
    losses = tuple(Loss(loss.label, number(loss.count, rules)) for loss in stage.losses)
    return replace(stage, count=number(count, rules), losses=losses)


def counts_shown(counts: Counts, replies: int, stages: Sequence[Stage], rules: Rules) -> Counts:
    """The three counts: submissions as in the shown stages, the others rounded, or equal to it when nearly so."""
    removed = any(
        is_shown(loss.count)
        for stage in stages
        for loss in stage.losses
        if stage.code in {"eligible", COUNTED}
    )
    sent = replies
    if removed and is_shown(stages[0].count):
        sent = stages[0].count

    def near(count: int | None) -> int | None:
        if count is None:
            return None
        return sent if counts.submissions - count < rules.minimum else to_step(count, rules.rounding)

    return Counts(sent, near(counts.texts), near(counts.people))


def _sampled(sample: Sample, result: Result, counted: int) -> tuple[Stage, ...]:
    n = round(sample.table.total)
    reached = (
        Stage("chosen", "from people who were chosen", n, _loss("reached in other ways", counted - n)),
        Stage("answered", "with an answer to the question", result.size, _loss("no answer", n - result.size)),
    )
    if result.n_eff is None:
        return reached
    return (*reached, Stage("weighted", "random replies that these are worth", int(result.n_eff)))


def _losses(removed: Iterable[Removed]) -> tuple[Loss, ...]:
    return tuple(Loss(each.label, each.count) for each in removed)


def _loss(label: str, count: int) -> tuple[Loss, ...]:
    return (Loss(label, count),) if count else ()
