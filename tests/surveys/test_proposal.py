from datetime import date
from typing import Any

import pytest

from surveys.library import load
from surveys.proposal import parse_proposal
from surveys.reading.reader import DefinitionError

EXAMPLE = load("consultation-facial-recognition")
OPTION = {"code": "none", "title": "Not", "description": "Not to go ahead."}
PAPER = {"title": "Paper", "url": "/paper.pdf"}


def sentences(**changes: Any) -> list[str]:
    try:
        parse_proposal(EXAMPLE | changes)
    except DefinitionError as error:
        return [problem.sentence for problem in error.problems]
    return []


def test_the_example_says_who_decides_and_when() -> None:
    proposal = parse_proposal(EXAMPLE)
    assert proposal.owner.name == "The Police and Crime Commissioner for Kent"
    assert proposal.decision_maker.name == "The Chief Constable of Kent Police"
    assert proposal.decision_due > date(2026, 11, 22)


def test_the_example_has_the_five_tests_and_leaves_a_choice() -> None:
    proposal = parse_proposal(EXAMPLE)
    assert [test.code for test in proposal.tests] == ["purpose", "support", "accuracy", "outcome", "review"]
    assert [option.code for option in proposal.options] == ["none", "after_event", "trial", "regular"]
    assert proposal.rejected
    assert proposal.can_change


def test_the_kinds_of_documents_tell_what_is_there() -> None:
    assert parse_proposal(EXAMPLE).document_kinds >= {"purpose", "accuracy", "equality", "data_protection"}
    assert parse_proposal(EXAMPLE | {"documents": [PAPER]}).document_kinds == {"other"}


@pytest.mark.parametrize(
    ("document", "draft"),
    [
        (PAPER, False),
        (PAPER | {"draft": True}, True),
        (PAPER | {"title": "DRAFT impact assessment"}, True),
        ({"title": "Paper", "body": "A draft for the office to complete.\n\nPoints."}, True),
        ({"title": "Paper", "body": "What was found.\n\nAn earlier draft was discussed."}, False),
        ({"title": "Draftsmanship", "body": "Text."}, False),
    ],
)
def test_a_document_is_a_draft_if_it_is_marked_or_says_so(document: dict[str, Any], draft: bool) -> None:
    (found,) = parse_proposal(EXAMPLE | {"documents": [document]}).documents
    assert found.draft is draft


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": None}, "“title” is missing."),
        ({"owner": None}, "This must be an object with named fields."),
        ({"owner": {"name": "A"}}, "“part” is missing."),
        ({"decision_due": "soon"}, "“decision_due” must be a date written like 2027-03-31."),
        ({"options": [OPTION]}, "“options” must leave a choice between at least two."),
        ({"options": [OPTION, OPTION]}, "The code in “options” “none” is used more than once."),
        (
            {"options": [OPTION | {"code": "a"}, OPTION | {"code": "b"}]},
            "“options” must have one with the code “none”: not to go ahead.",
        ),
        ({"documents": [{"title": "Paper"}]}, "A document needs either “url” or “body”."),
        ({"documents": [PAPER | {"body": "Text."}]}, "A document needs either “url” or “body”."),
        ({"documents": [PAPER | {"url": "javascript:x"}]}, "“url” must begin with https://, http:// or /."),
        ({"can_change": []}, "“can_change” must have at least one entry."),
        ({"cannot_change": [3]}, "“cannot_change” must be text."),
        ({"contact": ""}, "“contact” is missing."),
        ({"colour": "red"}, "“colour” is not a known field here."),
    ],
)
def test_problems_are_told(changes: dict[str, Any], sentence: str) -> None:
    assert sentence in sentences(**changes)


def test_all_problems_are_told_at_once() -> None:
    assert len(sentences(title="", can_change=[], contact="")) == 3


def test_texts_come_in_the_language_asked_for() -> None:
    welsh = EXAMPLE | {"title": {"en": "A", "cy": "B"}, "languages": ["en", "cy"]}
    assert [parse_proposal(welsh, language).title for language in ("en", "cy", "fr")] == ["A", "B", "A"]
