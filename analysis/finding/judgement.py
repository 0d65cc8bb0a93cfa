"""What staff took out of the count by their judgement: how much, by which rules, and what it changes."""

from dataclasses import dataclass, replace

from analysis.disclosure.rules import Rules
from analysis.finding.facts import Facts
from analysis.finding.rounding import number
from analysis.finding.states import State
from analysis.finding.waterfall import Loss


@dataclass(frozen=True, slots=True)
class Judged:
    """`losses` are all replies that staff took out, by rule; `alone`: some were taken out by one person alone.

    `state` is what the finding would be with everything put back, all else equal (None: nothing could be
    concluded anyway). `against`: some could not be put back and count there as if on the other side.
    """

    losses: tuple[Loss, ...]
    alone: bool = False
    state: State | None = None
    against: bool = False


def note_judged(facts: Facts) -> Judged | None:
    """What was taken out by which rule; None where nobody kept it."""
    if facts.taken_out is None:
        return None
    losses = tuple(Loss(each.label, each.count) for each in facts.removed if each.judged and each.count)
    return Judged(losses, alone=facts.taken_out.alone > 0)


def judged_shown(judged: Judged | None, rules: Rules) -> Judged | None:
    """With numbers as they may be printed."""
    if judged is None:
        return None
    losses = tuple(Loss(each.label, number(each.count, rules)) for each in judged.losses)
    return replace(judged, losses=losses)
