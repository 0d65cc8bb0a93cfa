"""Notes of sessions: sealed, listed by their day, withdrawn without a letter of the same number."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.models import Audit, Consultation, SessionNote
from consult.services.beside.sessions import NewNote, add_note, read_notes
from consult.services.beside.submissions import NewSubmission, add_submission, read_submissions
from consult.services.beside.withdrawing import WithdrawalRefusedError, withdraw_note
from consult.services.refusals import FieldRefusedError
from tests.factories import make_consultation, make_person, make_vault

VAULT = make_vault()
DAY = date(2027, 3, 14)
NOTE = NewNote(host="A club", place="Dover", held_on=DAY, attendance=14, groups=["Young"], views="No.")
LETTER = NewSubmission(
    sender="A", sender_kind="individual", received_on=DAY, may_publish=False, words="Please think again."
)


@pytest.fixture
def consultation(session: Session) -> Consultation:
    return make_consultation(session)


def test_fewer_than_nobody_did_not_come(session: Session, consultation: Consultation) -> None:
    with pytest.raises(FieldRefusedError):
        add_note(session, VAULT, None, consultation.id, replace(NOTE, attendance=-1))
    assert session.scalars(select(SessionNote)).all() == []


def test_a_session_to_which_nobody_came_is_on_record(session: Session, consultation: Consultation) -> None:
    assert add_note(session, VAULT, None, consultation.id, replace(NOTE, attendance=0)).attendance == 0


def test_the_newest_session_stands_first_whenever_it_was_noted(
    session: Session, consultation: Consultation
) -> None:
    for day in (2, 9, 5):
        add_note(session, VAULT, None, consultation.id, replace(NOTE, held_on=DAY.replace(day=day)))
    read = read_notes(session, VAULT, consultation.id)
    assert [view.note.held_on.day for view in read] == [9, 5, 2]


def test_a_letter_of_the_same_number_stands(session: Session, consultation: Consultation) -> None:
    note = add_note(session, VAULT, None, consultation.id, NOTE)
    letter = add_submission(session, VAULT, None, consultation.id, LETTER)
    assert note.id == letter.id
    withdraw_note(session, None, note.id, " Held by somebody else. ")
    assert read_submissions(session, VAULT, consultation.id)[0].withdrawn is None
    assert read_notes(session, VAULT, consultation.id)[0].withdrawn == "Held by somebody else."


def test_the_first_reason_stays(session: Session, consultation: Consultation) -> None:
    note = add_note(session, VAULT, None, consultation.id, NOTE)
    withdraw_note(session, None, note.id, "Held by somebody else.")
    with pytest.raises(WithdrawalRefusedError, match="withdrawn already"):
        withdraw_note(session, None, note.id, "Another reason.")
    assert read_notes(session, VAULT, consultation.id)[0].withdrawn == "Held by somebody else."


def test_the_record_tells_who_and_how_many_and_not_what_was_said(
    session: Session, consultation: Consultation
) -> None:
    person = make_person(session)
    add_note(session, VAULT, person, consultation.id, replace(NOTE, views="They fear it."))
    session.flush()
    record = session.scalars(select(Audit).where(Audit.action == "session note added")).one()
    assert (record.person_id, record.detail) == (person.id, {"attendance": 14})
