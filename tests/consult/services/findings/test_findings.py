"""Findings: made once after closing, from the responses, and made anew when replies were taken out."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import IntegrityError, ProgrammingError
from sqlalchemy.orm import Session

from consult.models import Consultation, FindingRecord, Response
from consult.services import audit
from consult.services.findings.closing import (
    AT_CLOSING,
    ClosingRefusedError,
    ask_due_findings,
    close_early,
)
from consult.services.findings.replies import digest_replies
from consult.services.records.exclusions import Act
from consult.worker.counting import CountingLoop
from consult.worker.finding import find_once
from consult.worker.workplace import Workplace
from tests.approved import agree_on
from tests.factories import make_consultation, make_schedule, make_vault, reply, survey_of

FALSIFY = """UPDATE response SET answers = answers || '{"support": "strongly_oppose"}' WHERE id = 3"""


@pytest.fixture
def place(worker_engine: Engine) -> Workplace:
    return Workplace(worker_engine, make_vault())


@pytest.fixture
def closed(session: Session) -> Consultation:
    """Sixty replies by open link, then closed."""
    consultation = make_consultation(session)
    for number in range(60):
        reply(session, consultation, support="tend_support" if number % 4 else "tend_oppose", why="It helps.")
    for _ in range(12):
        reply(session, consultation, support="neither")
    close_early(session, None, consultation, "a test", datetime.now(UTC))
    session.commit()
    return consultation


def test_an_open_link_alone_is_too_little(closed: Consultation, place: Workplace) -> None:
    record = find_once(place, survey_of(closed).id, AT_CLOSING)
    assert record is not None
    assert record.state == "too_little"
    headline = record.shown["words"]["headline"]
    assert "Of 70 people who chose to reply, 64 % support it, 21 % oppose it" in headline
    assert "Without a random sample this cannot show" in headline


def test_a_finding_is_made_once(closed: Consultation, place: Workplace, session: Session) -> None:
    survey_id = survey_of(closed).id
    assert find_once(place, survey_id, AT_CLOSING) is not None
    assert find_once(place, survey_id, AT_CLOSING) is None
    assert len(session.scalars(select(FindingRecord)).all()) == 1


def test_a_crash_while_it_is_stored_leaves_nothing_and_the_next_attempt_makes_it(
    closed: Consultation, place: Workplace, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(audit, "record", crash)
        with pytest.raises(MemoryError):
            find_once(place, survey_of(closed).id, AT_CLOSING)
    assert session.scalars(select(FindingRecord)).all() == []
    assert find_once(place, survey_of(closed).id, AT_CLOSING) is not None


def crash(*_: object, **__: object) -> None:
    raise MemoryError


def test_two_workers_at_once_make_one_finding(
    closed: Consultation, place: Workplace, session: Session
) -> None:
    with ThreadPoolExecutor(2) as workers:
        attempts = [workers.submit(find_once, place, survey_of(closed).id, AT_CLOSING) for _ in range(2)]
    errors = [attempt.exception() for attempt in attempts]
    assert all(error is None or isinstance(error, IntegrityError) for error in errors)
    assert len(session.scalars(select(FindingRecord)).all()) == 1


def test_the_worker_asks_for_it_once(closed: Consultation, worker_session: Session) -> None:
    assert ask_due_findings(worker_session) == [survey_of(closed).id]
    assert ask_due_findings(worker_session) == []


@pytest.mark.parametrize("table", ["finding", "finding_evidence"])
def test_not_even_the_worker_can_change_a_finding(table: str, worker_session: Session) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        worker_session.execute(text(f"DELETE FROM {table}"))  # noqa: S608 - a name of ours


def test_a_reply_taken_out_leads_to_a_finding_beside_the_first(
    closed: Consultation, place: Workplace, session: Session, owner_session: Session
) -> None:
    survey_id = survey_of(closed).id
    find_once(place, survey_id, AT_CLOSING)
    number = session.scalars(select(Response.id).limit(1)).one()
    agree_on(session, Act("exclude", "sent twice", "duplicate"), number)
    loop = CountingLoop(place.engine)
    loop.step()
    loop.leadership.resign()
    assert find_once(place, survey_id, "changed") is None, "one a day is enough"
    owner_session.execute(text("UPDATE finding SET made_at = made_at - interval '2 days'"))
    owner_session.commit()
    later = find_once(place, survey_id, "changed")
    assert later is not None
    assert later.number == 2
    assert later.shown["notice"].startswith("Since this finding was made a few replies were taken back")
    first = session.scalars(select(FindingRecord).where(FindingRecord.number == 1)).one()
    assert later.shown["words"] == first.shown["words"], "one reply must not be told from a change"
    assert later.data_digest != first.data_digest


def test_the_digest_of_the_replies_changes_with_an_answer(
    closed: Consultation, session: Session, owner_session: Session
) -> None:
    before = digest_replies(session, survey_of(closed).id)
    assert digest_replies(session, survey_of(closed).id) == before
    owner_session.execute(text(FALSIFY))
    owner_session.commit()
    session.rollback()
    assert digest_replies(session, survey_of(closed).id) != before


def test_an_empty_consultation_has_a_finding_too(session: Session, place: Workplace) -> None:
    consultation = make_consultation(session, make_schedule(40, -1))
    record = find_once(place, survey_of(consultation).id, AT_CLOSING)
    assert record is not None
    assert record.shown["words"]["headline"].startswith("Nobody has replied")


@pytest.mark.parametrize(
    ("opened_days_ago", "closes_in_days", "reason", "sentence"),
    [(-5, 30, "why not", "not opened"), (1, 30, " ", "Say why"), (40, -1, "again", "already")],
)
def test_closing_is_refused_at_the_wrong_time_or_without_a_reason(
    session: Session, opened_days_ago: float, closes_in_days: float, reason: str, sentence: str
) -> None:
    consultation = make_consultation(session, make_schedule(opened_days_ago, closes_in_days))
    with pytest.raises(ClosingRefusedError, match=sentence):
        close_early(session, None, consultation, reason, datetime.now(UTC))
