"""What is tidied by itself, and what is not yet old enough."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from consult.services.answering.drafts import open_draft
from consult.services.consultations.catalogue import Catalogue
from consult.services.consultations.pausing import pause, resume
from consult.services.records.retention import delete_expired
from consult.services.signing.attempts import Attempt, begin_attempt
from consult.services.signing.sessions import begin
from tests.factories import make_consultation, make_person

AGES = {
    "draft": ("saved_at", "29 days", "31 days"),
    "sign_in_attempt": ("at", "50 minutes", "61 minutes"),
    "signed_in": ("begun_at", "89 days", "91 days"),
}


@pytest.fixture
def rows(session: Session) -> None:
    """One of each."""
    consultation = make_consultation(session)
    entry = Catalogue(fresh_seconds=0).listing(session, consultation.slug)
    open_draft(session, entry.surveys[0].version_id, entry.arms["open_link"].id)
    begin_attempt(session, Attempt.of(b"key", "a@example.org", "127.0.0.1"))
    begin(session, make_person(session))
    session.commit()


@pytest.mark.parametrize("table", AGES)
def test_each_goes_when_its_time_is_over_and_not_before(
    rows: None, worker_session: Session, owner_session: Session, table: str
) -> None:
    column, young, old = AGES[table]
    left = []
    for age in (young, old):
        owner_session.execute(text(f"UPDATE {table} SET {column} = now() - interval '{age}'"))  # noqa: S608 - names of ours
        owner_session.commit()
        delete_expired(worker_session)
        worker_session.commit()
        counted = select(func.count()).select_from(text(table))
        left.append(worker_session.scalar(counted))
    assert left == [1, 0]


def test_what_was_written_before_a_long_pause_can_be_sent_after_it(
    session: Session, worker_session: Session, owner_session: Session
) -> None:
    consultation = make_consultation(session)
    entry = Catalogue(fresh_seconds=0).listing(session, consultation.slug)
    open_draft(session, entry.surveys[0].version_id, entry.arms["open_link"].id)
    for change in (pause, resume):
        change(session, None, consultation.id, "A machine failed.", datetime.now(UTC))
    session.commit()
    left = []
    for resumed in ("1 hour", "31 days"):
        owner_session.execute(text("UPDATE draft SET opened_at = now() - interval '40 days'"))
        owner_session.execute(text("UPDATE draft SET saved_at = now() - interval '39 days'"))
        owner_session.execute(text(f"UPDATE consultation_event SET at = now() - interval '{resumed}'"))  # noqa: S608 - words of ours
        owner_session.commit()
        delete_expired(worker_session)
        worker_session.commit()
        left.append(worker_session.scalar(text("SELECT count(*) FROM draft")))
    assert left == [1, 0]
