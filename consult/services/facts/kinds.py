"""The kinds of facts: how each is checked, what is computed when it is saved, and what others have published."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from analysis.documents import DocumentRefused, Problem, to_document
from analysis.evidence.accuracy import describe, measure_entry
from analysis.evidence.outcomes import describe_outcome, parse_outcomes
from analysis.evidence.register import figures_of_others, parse_register
from analysis.evidence.scorecard import default_tests, parse_held
from analysis.evidence.triangulation import parse_survey, surveys_of_others
from consult.errors import NotFoundError
from consult.services.facts.reading import ACCURACY, HELD, OUTCOME, SURVEY
from surveys.proposal import FACIAL_RECOGNITION, OUTCOMES, SURVEYS, Proposal

Document = dict[str, Any]


def no_documents() -> list[Document]:
    return []


@dataclass(frozen=True, slots=True)
class Kind:
    """`check` raises `DocumentRefused` and gives what pages show; `others` are ready documents of others."""

    title: str
    one: str
    empty: str
    check: Callable[[Document], Document]
    others: Callable[[], list[Document]] = no_documents


def check_accuracy(document: Document) -> Document:
    """The exact ranges of an entry, for everybody and by group, with a sentence for each figure."""
    try:
        entry = parse_register({"entries": [document]}).entries[0]
    except DocumentRefused as refused:
        raise _unwrapped(refused, "entries, 1") from None
    found = measure_entry(entry)
    return {"accuracies": [to_document(each) | {"sentences": list(describe(each))} for each in found]}


def check_outcome(document: Document) -> Document:
    try:
        outcome = parse_outcomes({"outcomes": [document]}).outcomes[0]
    except DocumentRefused as refused:
        raise _unwrapped(refused, "outcomes, 1") from None
    return {"sentence": describe_outcome(outcome)}


def check_held(document: Document) -> Document:
    """Evidence is for a need that there is, and can be read somewhere."""
    held = parse_held(document)
    needs = {need.code: need.label for test in default_tests().tests for need in test.needs}
    problems = []
    if held.need not in needs:
        problems.append(Problem("need", "Select what it is evidence for."))
    if not held.url and not held.text:
        problems.append(Problem("url", "Give an address where it can be read, or its text."))
    if problems:
        raise DocumentRefused(problems)
    return {"need": needs[held.need]}


def check_survey(document: Document) -> Document:
    survey = parse_survey(document)
    if survey.support is None and survey.oppose is None and survey.share is None:
        raise DocumentRefused([Problem("support", "Enter at least one of its figures.")])
    return {}


def _unwrapped(refused: DocumentRefused, place: str) -> DocumentRefused:
    """The problems of the only record of a list, as of that record itself."""
    return DocumentRefused(
        [Problem(each.place.removeprefix(place).lstrip(", "), each.sentence) for each in refused.problems]
    )


KINDS: Mapping[str, Kind] = {
    ACCURACY: Kind(
        "Accuracy evidence",
        "accuracy evidence",
        "Nothing is entered yet. Take over the published figures of others, or enter the first evidence.",
        check_accuracy,
        lambda: [to_document(entry) for entry in figures_of_others().entries],
    ),
    OUTCOME: Kind(
        "Outcomes",
        "an outcome",
        "No outcome is declared yet. Add what the proposal is to achieve and how that is measured.",
        check_outcome,
    ),
    HELD: Kind(
        "Documents and other evidence",
        "a document",
        "Nothing is recorded yet. Add each document that a test asks for when it exists.",
        check_held,
    ),
    SURVEY: Kind(
        "Surveys of others",
        "a survey",
        "No survey is entered yet. Take over published ones, or enter one that asked something alike.",
        check_survey,
        lambda: [to_document(survey) for survey in surveys_of_others().surveys],
    ),
}

# Which page of evidence a proposal names for a kind; documents for needs go with its tests.
PAGES = {ACCURACY: "accuracy", OUTCOME: OUTCOMES, SURVEY: SURVEYS}


def kinds_of(proposal: Proposal) -> dict[str, Kind]:
    """The kinds of facts that a consultation has, by what its proposal is about."""
    return {
        name: kind
        for name, kind in KINDS.items()
        if (PAGES[name] in proposal.evidence if name in PAGES else bool(proposal.tests))
    }


def kind_of(proposal: Proposal, name: str) -> Kind:
    """Raises `NotFoundError` for a kind that the consultation has no facts of."""
    kinds = kinds_of(proposal)
    if name not in kinds:
        raise NotFoundError
    return kinds[name]


def others_of(proposal: Proposal, name: str) -> list[Document]:
    """The published figures of others that fit what the proposal is about."""
    return kind_of(proposal, name).others() if proposal.figures == FACIAL_RECOGNITION else []
