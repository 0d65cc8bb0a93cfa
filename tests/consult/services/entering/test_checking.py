"""Double entry: drawn at random, typed by somebody else, compared without keeping an answer twice."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.models import AssistedEntry, Audit, Consultation, EntryCheck, Response
from consult.services.answering.stored import read_answers
from consult.services.entering.checking import (
    CheckRefusedError,
    check_entry,
    compare_entry,
    next_to_check,
    read_entries,
    tally_checks,
)
from consult.services.entering.entries import Desk
from surveys.double_entry import Comparison
from tests.factories import RESIDENT, make_consultation
from tests.typed import make_desk, make_slip, type_in

FORM: dict[str, Any] = {
    "why": "Written by hand.",
    "purposes": {"violence": "tend_support"},
    "more": "yes",
    "overseers": {"judge": 1},
    "trust": 7,
    "age": "75-84",
    "religion": "christian",
}


@pytest.fixture
def consultation(session: Session) -> Consultation:
    return make_consultation(session)


@pytest.fixture
def first(session: Session, consultation: Consultation) -> Desk:
    return make_desk(session, consultation)


@pytest.fixture
def second(session: Session, consultation: Consultation) -> Desk:
    return make_desk(session, consultation, "checker@example.org")


def newest(session: Session) -> tuple[AssistedEntry, Response]:
    entry = session.scalars(select(AssistedEntry).order_by(AssistedEntry.id.desc())).first()
    assert entry is not None
    return entry, session.get_one(Response, entry.response_id)


def compare(session: Session, desk: Desk, **changes: object) -> Comparison:
    _, response = newest(session)
    return compare_entry(session, desk.vault, desk.version, response, RESIDENT | FORM | changes)


def test_what_was_stored_is_read_back_as_it_was_typed(session: Session, first: Desk) -> None:
    type_in(session, first, **FORM)
    _, response = newest(session)
    assert read_answers(session, first.vault, first.version, response) == RESIDENT | FORM


def test_equal_typings_differ_in_nothing(session: Session, first: Desk) -> None:
    type_in(session, first, **FORM)
    found = compare(session, first)
    assert (found.compared, found.differences) == (10, ())


def test_differences_are_found_in_answers_texts_and_equality_answers(session: Session, first: Desk) -> None:
    type_in(session, first, **FORM)
    found = compare(session, first, trust=8, why="Written by a hand.", religion="none")
    assert [each.question.name for each in found.differences] == ["why", "trust", "religion"]


def test_a_form_is_checked_by_somebody_else(session: Session, first: Desk, second: Desk) -> None:
    type_in(session, first)
    entry, _ = newest(session)
    assert next_to_check(session, first.person, [first.version.id]) is None
    assert next_to_check(session, second.person, [first.version.id]) == entry.id
    with pytest.raises(CheckRefusedError):
        check_entry(session, first.person, entry, compare(session, first))


def test_a_check_keeps_which_questions_differ_and_no_answers(
    session: Session, first: Desk, second: Desk
) -> None:
    type_in(session, first, **FORM)
    entry, _ = newest(session)
    check_entry(session, second.person, entry, compare(session, second, why="Something else entirely"))
    check = session.scalars(select(EntryCheck)).one()
    assert (check.compared, check.differing) == (10, ["why"])
    record = session.scalars(select(Audit).where(Audit.action == "entry checked")).one()
    assert "Something else" not in str(record.detail)
    assert next_to_check(session, second.person, [first.version.id]) is None
    with pytest.raises(CheckRefusedError):
        check_entry(session, second.person, entry, compare(session, second))


def test_entries_are_listed_with_their_checks_and_counted(
    session: Session, first: Desk, second: Desk
) -> None:
    type_in(session, first, make_slip(serial="P-1"))
    type_in(session, first, make_slip(serial="P-2"), **FORM)
    entry, _ = newest(session)
    check_entry(session, second.person, entry, compare(session, second, trust=1))
    lines = read_entries(session, [first.version.id])
    assert [(line.serial, line.compared, line.differing) for line in lines] == [
        ("P-2", 10, ["trust"]),
        ("P-1", None, None),
    ]
    tally = tally_checks(session, [first.version.id])
    assert (tally.entered, tally.checked, tally.compared, tally.differing) == (2, 1, 10, 1)
