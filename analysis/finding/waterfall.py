"""From everything that was sent to what the finding is made of, each step with what it left out and why."""

from collections.abc import Iterable
from dataclasses import dataclass

from analysis.finding.facts import Facts, Removed
from analysis.finding.samples.figures import Result
from analysis.finding.samples.sample import Sample


@dataclass(frozen=True, slots=True)
class Loss:
    """Replies left out for one reason; None where the number may not be printed."""

    label: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Stage:
    """How many replies are left at a step, and what was left out to get there."""

    code: str
    label: str
    count: int | None
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
        Stage("distinct", "after repeated and false ones were taken out", counted, _losses(again)),
    )
    return stages if sample is None or result is None else stages + _sampled(sample, result, counted)


def _sampled(sample: Sample, result: Result, counted: int) -> tuple[Stage, ...]:
    n = round(sample.table.total)
    reached = (
        Stage("chosen", "from people who were chosen", n, _loss("reached in other ways", counted - n)),
        Stage("answered", "with an answer to the question", result.n, _loss("no answer", n - result.n)),
    )
    if result.n_eff is None:
        return reached
    return (*reached, Stage("weighted", "random replies that these are worth", int(result.n_eff)))


def _losses(removed: Iterable[Removed]) -> tuple[Loss, ...]:
    return tuple(Loss(each.label, each.count) for each in removed)


def _loss(label: str, count: int) -> tuple[Loss, ...]:
    return (Loss(label, count),) if count else ()
