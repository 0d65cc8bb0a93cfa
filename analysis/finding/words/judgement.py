"""What staff took out by judgement, in words: how much, by which rules, and what it changes."""

from collections.abc import Iterator

from analysis.finding.finding import Finding
from analysis.finding.judgement import Judged
from analysis.finding.words.phrases import Names, counted
from analysis.finding.words.sentences import status

TWO = (
    "Each was asked for by one person and confirmed by another, and neither was shown what the reply says, or "
    "which side it took."
)
ALONE = "Some were taken out by one person alone, before a second person was needed."


def judgement_sentences(finding: Finding, names: Names) -> tuple[str, ...]:
    """Nothing where it was not kept; `finding` holds only what may be printed."""
    judged = finding.judged
    if judged is None:
        return ()
    if not judged.losses:
        return ("Staff took no reply out of the count by their judgement.",)
    return tuple(_sentences(judged, finding, names))


def _sentences(judged: Judged, finding: Finding, names: Names) -> Iterator[str]:
    yield "Staff took replies out of the count by their judgement, by rules that the plan fixed beforehand."
    for loss in judged.losses:
        yield f"{loss.label[:1].upper()}{loss.label[1:]}: {counted(loss.count)}."
    yield ALONE if judged.alone else TWO
    if judged.state is None:
        return
    if judged.state == finding.state:
        yield f"With all of them put back the finding would be the same{_aside(judged)}."
    else:
        would = status(judged.state, names)
        yield f"With all of them put back the finding would be: {would.lower()}{_aside(judged)}."


def _aside(judged: Judged) -> str:
    if not judged.against:
        return ""
    return " (those that were erased, or are too few to be put back, counted as if they had been on the other side)"
