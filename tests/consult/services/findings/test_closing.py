"""Closing early takes time from people: two decide it, everybody can read why, and it is done once."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.models import Audit, Consultation, ConsultationEvent
from consult.services.acts import approve
from consult.services.approvals.asking import AnswerRefusedError
from consult.services.consultations.pausing import pause
from consult.services.findings.closing import (
    BY_COMMAND,
    ClosingRefusedError,
    ask_closing,
    ask_due_findings,
    close_early,
    is_due,
)
from tests.factories import make_consultation, make_person, make_schedule, survey_of

NOW = datetime.now(UTC)


@pytest.fixture
def consultation(session: Session) -> Consultation:
    return make_consultation(session)


def events(session: Session) -> list[ConsultationEvent]:
    return list(session.scalars(select(ConsultationEvent)))


def test_asking_takes_no_time_from_anybody(session: Session, consultation: Consultation) -> None:
    closes = consultation.closes_at
    ask_closing(session, make_person(session), consultation.id, "It costs too much.", NOW)
    session.refresh(consultation)
    assert (consultation.closes_at, events(session)) == (closes, [])


def test_who_asked_cannot_close_it(session: Session, consultation: Consultation) -> None:
    author = make_person(session)
    asked = ask_closing(session, author, consultation.id, "It costs too much.", NOW)
    with pytest.raises(AnswerRefusedError, match="Somebody else"):
        approve(session, author, asked)


def test_once_approved_it_is_over_at_once_and_everybody_reads_why_and_when_it_was_to_close(
    session: Session, consultation: Consultation
) -> None:
    closes, author = consultation.closes_at, make_person(session)
    asked = ask_closing(session, author, consultation.id, "It costs too much.", NOW)
    approve(session, make_person(session), asked)
    (event,) = events(session)
    assert (event.why, event.closed_before) == ("It costs too much.", closes)
    assert consultation.closes_at == event.closes_at
    assert consultation.closes_at < closes
    assert consultation.grace_minutes == 0, "no reply that is on its way is let in"
    record = session.scalars(select(Audit).where(Audit.action == "closed early")).one()
    assert (record.person_id, record.detail["planned"]) == (author.id, closes.isoformat())


def test_it_is_asked_for_once_at_a_time(session: Session, consultation: Consultation) -> None:
    ask_closing(session, make_person(session), consultation.id, "It costs too much.", NOW)
    with pytest.raises(ClosingRefusedError, match="waits for an answer already"):
        ask_closing(session, make_person(session), consultation.id, "Again.", NOW)


def test_what_closed_meanwhile_is_not_closed_again(session: Session, consultation: Consultation) -> None:
    asked = ask_closing(session, make_person(session), consultation.id, "It costs too much.", NOW)
    close_early(session, None, consultation, "By somebody else.", NOW)
    session.flush()
    with pytest.raises(AnswerRefusedError, match="closed already"):
        approve(session, make_person(session), asked)
    assert [event.why for event in events(session)] == ["By somebody else."]


def test_a_demonstration_needs_no_reason_and_says_that_it_is_one(
    session: Session, consultation: Consultation
) -> None:
    consultation.synthetic = True
    session.flush()
    close_early(session, None, consultation, "", NOW)
    session.flush()
    assert [event.why for event in events(session)] == [BY_COMMAND]


def test_a_pause_ends_with_it(session: Session, consultation: Consultation) -> None:
    pause(session, None, consultation.id, "A question was wrong.", NOW)
    close_early(session, None, consultation, "It cannot go on.", datetime.now(UTC))
    assert consultation.paused_at is None


def test_without_an_approved_plan_no_finding_is_made(session: Session, worker_session: Session) -> None:
    unplanned = make_consultation(session, make_schedule(40, -2), planned=False)
    planned = make_consultation(session, make_schedule(40, -2), slug="planned")
    assert not is_due(session, survey_of(unplanned).id)
    assert ask_due_findings(worker_session) == [survey_of(planned).id]
