"""Submissions, notes and consultees: sealed, counted apart, withdrawn with a reason and never deleted."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis.disclosure.withheld import WITHHELD
from consult.errors import NotFoundError
from consult.models import Audit, Consultation, Person, SessionNote, Withdrawal, WrittenSubmission
from consult.services.beside.consultees import NewConsultee, add_consultee, read_register, record_reply
from consult.services.beside.counts import RecordsBeside, records_beside
from consult.services.beside.sessions import NewNote, add_note, read_note
from consult.services.beside.submissions import (
    NewSubmission,
    add_submission,
    find_submission,
    hand_out,
    open_submission,
    read_submissions,
)
from consult.services.beside.withdrawing import (
    WithdrawalRefusedError,
    withdraw_note,
    withdraw_submission,
)
from consult.services.people import add_person
from consult.services.refusals import FieldRefusedError
from tests.factories import make_consultation, make_vault, reply
from tests.files import PDF

VAULT = make_vault()
DAY = date(2027, 3, 14)
NOTE = NewNote(
    host="A community centre",
    place="Gravesend",
    held_on=DAY,
    attendance=14,
    groups=["Gypsy, Traveller and Roma residents"],
    views="They fear being stopped more often.",
)


@pytest.fixture
def consultation(session: Session) -> Consultation:
    return make_consultation(session)


def submit(session: Session, consultation: Consultation, **changes: Any) -> int:
    new = NewSubmission(
        sender="A. Resident",
        sender_kind="individual",
        received_on=DAY,
        may_publish=False,
        words="Please think again.",
    )
    return add_submission(session, VAULT, None, consultation.id, replace(new, **changes)).id


def test_words_come_back_and_lie_sealed(session: Session, consultation: Consultation) -> None:
    number = submit(session, consultation)
    opened = open_submission(session, VAULT, consultation.id, number)
    assert (opened.words, opened.line.sender) == ("Please think again.", "A. Resident")
    row = session.get_one(WrittenSubmission, number)
    assert b"think" not in row.sealed_content
    assert b"Resident" not in row.sealed_sender


def test_a_file_comes_back_byte_by_byte_and_opening_it_is_recorded(
    session: Session, consultation: Consultation
) -> None:
    person: Person = add_person(session, "a@example.org", "x", "staff")
    number = submit(session, consultation, words="", file_name="letter.pdf", file=PDF)
    line = find_submission(session, VAULT, consultation.id, number)
    assert hand_out(session, VAULT, person, line) == (PDF, "application/pdf")
    session.flush()
    record = session.scalars(select(Audit).where(Audit.action == "submission file opened")).one()
    assert record.person_id == person.id


@pytest.mark.parametrize("changes", [{"words": ""}, {"file_name": "a.pdf", "file": PDF}])
def test_it_is_words_or_a_file(
    session: Session, consultation: Consultation, changes: dict[str, object]
) -> None:
    with pytest.raises(FieldRefusedError) as refused:
        submit(session, consultation, **changes)
    assert refused.value.field == "words"


def test_what_is_withdrawn_stays_with_the_reason(session: Session, consultation: Consultation) -> None:
    number = submit(session, consultation)
    withdraw_submission(session, None, number, "The sender asked for it.")
    line = read_submissions(session, VAULT, consultation.id)[0]
    assert line.withdrawn == "The sender asked for it."
    with pytest.raises(WithdrawalRefusedError):
        withdraw_submission(session, None, number, "again")


def test_nothing_is_withdrawn_without_a_reason(session: Session, consultation: Consultation) -> None:
    number = submit(session, consultation)
    with pytest.raises(WithdrawalRefusedError):
        withdraw_submission(session, None, number, "  ")
    assert session.scalars(select(Withdrawal)).all() == []


def test_a_note_is_read_back_and_its_views_lie_sealed(session: Session, consultation: Consultation) -> None:
    note = add_note(session, VAULT, None, consultation.id, NOTE)
    view = read_note(session, VAULT, consultation.id, note.id)
    assert view.views == NOTE.views
    assert view.note.groups == NOTE.groups
    assert b"fear" not in session.get_one(SessionNote, note.id).sealed_views


def test_another_consultation_cannot_open_it(session: Session, consultation: Consultation) -> None:
    other = make_consultation(session, slug="other")
    number = submit(session, consultation)
    note = add_note(session, VAULT, None, consultation.id, NOTE)
    with pytest.raises(NotFoundError):
        open_submission(session, VAULT, other.id, number)
    with pytest.raises(NotFoundError):
        read_note(session, VAULT, other.id, note.id)


def test_the_record_counts_what_stands(session: Session, consultation: Consultation) -> None:
    reply(session, consultation)
    reply(session, consultation, replying_as="organisation")
    reply(session, make_consultation(session, slug="other"), replying_as="organisation")
    numbers = [submit(session, consultation, sender_kind=kind) for kind in ("organisation", "individual") * 2]
    withdraw_submission(session, None, numbers[0], "A mistake")
    notes = [add_note(session, VAULT, None, consultation.id, NOTE) for _ in range(2)]
    withdraw_note(session, None, notes[0].id, "Held by somebody else")
    assert records_beside(session, consultation.id) == RecordsBeside(
        organisations=WITHHELD, submissions=3, submissions_of_organisations=1, session_notes=1, attendance=14
    )


def test_replies_of_organisations_are_rounded(session: Session, consultation: Consultation) -> None:
    for _ in range(13):
        reply(session, consultation, replying_as="organisation")
    assert records_beside(session, consultation.id).organisations == 15


def test_an_empty_record_has_no_documents(session: Session, consultation: Consultation) -> None:
    assert records_beside(session, consultation.id) == RecordsBeside(WITHHELD, 0, 0, 0, 0)


def test_the_register_says_who_was_asked_and_who_replied(
    session: Session, consultation: Consultation
) -> None:
    names = ("Zebra Trust", "Aardvark Society")
    for name in names:
        add_consultee(session, None, consultation.id, NewConsultee(name, DAY, "letter"))
    first = read_register(session, consultation.id)[0].consultee
    record_reply(session, None, first, DAY)
    register = read_register(session, consultation.id)
    assert [(each.consultee.organisation, each.replied_on) for each in register] == [
        ("Aardvark Society", DAY),
        ("Zebra Trust", None),
    ]
    for day in (DAY, date(2027, 3, 1)):
        with pytest.raises(FieldRefusedError):
            record_reply(session, None, first, day)
