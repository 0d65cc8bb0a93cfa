"""What a finding depends on, in words: what would overturn it, or settle it."""

from analysis.disclosure.withheld import is_shown
from analysis.finding.bounds import Bound
from analysis.finding.disclosed import disclosed
from analysis.finding.finding import Finding
from analysis.finding.states import MAJORITY
from analysis.finding.words.phrases import percent, span, times, whole

PEOPLE = {"support": "supporters", "oppose": "opponents"}
VERBS = {"support": "support", "oppose": "oppose"}


def side_of(finding: Finding) -> str:
    """The side that has a majority, support where none has."""
    return next((side for side, state in MAJORITY.items() if state == finding.state), "support")


def standing(finding: Finding) -> str:
    """How unequal answering would have to be for a majority to be none; the odds ratio is rounded down."""
    if not is_shown(finding.tipping):
        return ""
    people = PEOPLE[side_of(finding)]
    return f"This stands unless {people} were over {times(finding.tipping.odds)} times as likely to answer."


def overturning(finding: Finding) -> tuple[str, ...]:
    """What else would overturn a majority: those who were silent, a slight leaning, a number of replies."""
    tipping, side = finding.tipping, side_of(finding)
    if not is_shown(tipping):
        return ()
    sentences = []
    if tipping.silent is not None:
        sentences.append(_silent(tipping.silent, side))
    if tipping.correlation is not None:
        sentences.append(
            f"A correlation of {tipping.correlation:.2g} between answering and this view would be enough "
            "to bring it down to the line (0 is none at all, 1 is complete)."
        )
    sentences.append(
        f"{_replies(tipping.opposing)} more replies of the other side in the sample would undo it; so would "
        f"{_replies(tipping.false).lower()} of these replies if they were false."
    )
    return tuple(sentences)


def resampling(finding: Finding) -> tuple[str, ...]:
    """The range by the jackknife, where the plan asks for it."""
    if not is_shown(finding.resampled):
        return ()
    estimate = finding.resampled.estimate
    if estimate is None:
        return (
            "Computed without each reply in turn, there is no range: the weights depend on single replies.",
        )
    return (f"Computed again without each reply in turn, the likely range is {span(estimate)}.",)


def settling(finding: Finding) -> str:
    """Why it is not settled, and what would settle it."""
    sentences = [reason.sentence for reason in finding.reasons]
    if is_shown(finding.more):
        sentences.append(
            f"About {finding.more:,} more replies like these would settle it if the shares stayed."
        )
    elif finding.more is None and not any("would not settle it" in sentence for sentence in sentences):
        sentences.append("More replies alone would not settle it.")
    return " ".join(sentences)


def bound_sentences(finding: Finding) -> tuple[str, ...]:
    """For each gamma, where support and opposition would lie, by the ranges that are printed."""
    return tuple(_bounded(bound) for bound in disclosed(finding).bounds)


def _bounded(bound: Bound) -> str:
    support, oppose = bound.support, bound.oppose
    spans = (
        f"support lies between {whole(support.low)} and {percent(support.high)} and opposition between "
        f"{whole(oppose.low)} and {percent(oppose.high)}"
    )
    if bound.gamma == 1:
        return f"If both sides were equally likely to answer, {spans}."
    return f"If one side was up to {bound.gamma:g} times as likely to answer, {spans}."


def _silent(share: float, side: str) -> str:
    if share <= 0:
        return f"Even if nobody who was invited and did not answer would {VERBS[side]} it, it would stand."
    return (
        f"It would be no majority of those invited if fewer than {percent(share)} of those who did not answer "
        f"{VERBS[side]} it."
    )


def _replies(number: int) -> str:
    return f"About {number:,}" if number else "Fewer than 10"
