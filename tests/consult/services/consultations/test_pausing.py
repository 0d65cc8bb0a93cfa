"""Pauses: nothing is sent meanwhile, nothing that was written is lost, and the time is given back."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from consult.models import Audit, Consultation, Draft, Response
from consult.services.answering.drafts import open_draft, read_draft, save_answers
from consult.services.answering.submissions import PausedError, submit
from consult.services.consultations.catalogue import Catalogue, Listing, Phase
from consult.services.consultations.changing import EventRefusedError
from consult.services.consultations.pausing import pause, resume
from consult.services.findings.closing import ask_due_findings, close_early
from consult.services.records.retention import delete_expired
from tests.factories import RESIDENT, SLUG, make_consultation, make_schedule, make_vault, take_time

NOW = datetime.now(UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def consultation(session: Session) -> Consultation:
    return make_consultation(session)


def listing(session: Session) -> Listing:
    return Catalogue(fresh_seconds=0).listing(session, SLUG)


def test_nothing_is_sent_while_it_is_paused_and_all_of_it_afterwards(
    session: Session, consultation: Consultation
) -> None:
    place = listing(session)
    visit = open_draft(session, place.surveys[0].version_id, place.arms["open_link"].id)
    save_answers(session, visit, read_draft(session, visit), dict(RESIDENT))
    take_time(session)
    pause(session, None, consultation.id, "A question was wrong.", datetime.now(UTC))
    with pytest.raises(PausedError):
        submit(session, Catalogue(), make_vault(), place, visit)
    resume(session, None, consultation.id, "It was put right.", datetime.now(UTC))
    assert submit(session, Catalogue(), make_vault(), place, visit) == visit.receipt
    assert session.scalar(select(func.count(Response.id))) == 1


def test_the_time_is_given_back_and_both_are_public(session: Session, consultation: Consultation) -> None:
    closes = consultation.closes_at
    pause(session, None, consultation.id, "A question was wrong.", NOW)
    assert listing(session).phase(closes + HOUR) is Phase.PAUSED, "its closing does not come"
    resume(session, None, consultation.id, "It was put right.", NOW + 3 * HOUR)
    assert consultation.closes_at == closes + 3 * HOUR
    assert [(event.kind, event.why) for event in listing(session).events] == [
        ("pause", "A question was wrong."),
        ("resumption", "It was put right."),
    ]
    acts = session.scalars(select(Audit.action).where(Audit.action.like("event:%")).order_by(Audit.id))
    assert list(acts) == ["event: pause", "event: resumption"]


def test_no_finding_is_made_while_it_is_paused(session: Session) -> None:
    consultation = make_consultation(session, make_schedule(40, 0.0001))
    pause(session, None, consultation.id, "Why.", NOW)
    consultation.closes_at = NOW - timedelta(days=3)
    session.flush()
    assert ask_due_findings(session) == []


def test_two_people_can_end_it_while_it_is_paused(session: Session, consultation: Consultation) -> None:
    pause(session, None, consultation.id, "Why.", NOW)
    close_early(session, None, consultation, "It cannot go on.", datetime.now(UTC))
    assert consultation.paused_at is None
    assert listing(session).phase(datetime.now(UTC) + HOUR) is Phase.CLOSED


def test_drafts_are_not_tidied_away_by_a_long_pause(
    session: Session, worker_session: Session, consultation: Consultation
) -> None:
    place = listing(session)
    open_draft(session, place.surveys[0].version_id, place.arms["open_link"].id)
    session.execute(text("UPDATE draft SET saved_at = now() - interval '40 days'"))
    pause(session, None, consultation.id, "Why.", NOW)
    session.commit()
    delete_expired(worker_session)
    worker_session.commit()
    assert session.scalar(select(func.count()).select_from(Draft)) == 1
    resume(session, None, consultation.id, "Why.", NOW)
    session.commit()
    delete_expired(worker_session)
    worker_session.commit()
    assert session.scalar(select(func.count()).select_from(Draft)) == 1, "there is time to send them"


def test_what_makes_no_sense_is_refused(session: Session, consultation: Consultation) -> None:
    with pytest.raises(EventRefusedError, match="It is not paused"):
        resume(session, None, consultation.id, "Why.", NOW)
    with pytest.raises(EventRefusedError, match="Say why"):
        pause(session, None, consultation.id, "  ", NOW)
    with pytest.raises(EventRefusedError, match="nothing to pause"):
        pause(session, None, consultation.id, "Why.", NOW + timedelta(days=60))
    pause(session, None, consultation.id, "Why.", NOW)
    with pytest.raises(EventRefusedError, match="paused already"):
        pause(session, None, consultation.id, "Why.", NOW)
