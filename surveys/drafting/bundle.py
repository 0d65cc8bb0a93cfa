"""Bundle: a whole consultation in one document: what it is about, what is asked, and when.

It is the form in which consultations are written in the studio, kept in files and made from templates.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from surveys.columns import clashes
from surveys.document import parse
from surveys.proposal import parse_proposal
from surveys.reading.reader import FORMAT, DefinitionError, Problem, Reader, Reading

Document = dict[str, Any]

PROPOSAL, QUESTIONNAIRE = "proposal", "questionnaire"
KNOWN = ("format", "opens_on", "closes_on", PROPOSAL, QUESTIONNAIRE)
TAKEN = "is what a column of every export is called. Choose another name for the question or option."


@dataclass(frozen=True, slots=True)
class Placed:
    """A problem with the part of the bundle it is in."""

    part: str
    place: str
    sentence: str


def find_problems(bundle: object) -> list[Placed]:
    """Everything that is wrong with a bundle, or nothing."""
    if not isinstance(bundle, Mapping):
        return [Placed("whole", "document", "This must be an object with named fields.")]
    return [
        *_problems_of_whole(bundle),
        *(Placed(PROPOSAL, each.place, each.sentence) for each in problems_of_proposal(bundle.get(PROPOSAL))),
        *(
            Placed(QUESTIONNAIRE, each.place, each.sentence)
            for each in problems_of_questionnaire(bundle.get(QUESTIONNAIRE))
        ),
    ]


def problems_of_proposal(document: Any) -> tuple[Problem, ...]:
    try:
        parse_proposal(document)
    except DefinitionError as refused:
        return refused.problems
    return ()


def problems_of_questionnaire(document: Any) -> tuple[Problem, ...]:
    """Also names that every export has a column of."""
    try:
        taken = clashes(parse(document))
    except DefinitionError as refused:
        return refused.problems
    return tuple(Problem(f"“{name}”", f"“{name}” {TAKEN}") for name in taken)


def days_of(bundle: Mapping[str, Any]) -> tuple[date | None, date | None]:
    """The first and the last day to answer, None where it has not been said or cannot be read."""
    opens, closes = (_day(bundle.get(name)) for name in ("opens_on", "closes_on"))
    return opens, closes


def is_bundle(document: object) -> bool:
    return (
        isinstance(document, Mapping)
        and (PROPOSAL in document or QUESTIONNAIRE in document)
        and ("sections" not in document and "owner" not in document)
    )


def _problems_of_whole(bundle: Mapping[str, Any]) -> Iterator[Placed]:
    reader = Reader(bundle, "document", Reading())
    if reader.raw("format") != FORMAT:
        reader.note(f"“format” must be {FORMAT}.")
    for name in KNOWN:
        reader.raw(name)
    for name in ("opens_on", "closes_on"):
        if reader.has(name):
            reader.date(name)
    opens, closes = days_of(bundle)
    if opens and closes and closes < opens:
        reader.note("“closes_on” must be on or after “opens_on”.")
    reader.done()
    yield from (Placed("whole", each.place, each.sentence) for each in reader.reading.problems)


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
