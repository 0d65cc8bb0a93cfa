"""A decision is public for good: it comes after all replies, and a later version stands beside it, not instead."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.models import Audit, Consultation
from consult.services.consultations.deciding import Heard, NewDecision, publish_decision, read_decisions
from consult.services.refusals import FieldRefusedError
from tests.factories import make_consultation, make_person, make_schedule

NEW = NewDecision(
    decided="It is not bought.",
    reasons="Most were against it.",
    decided_on=datetime.now(UTC).date(),
    heard=[Heard("It costs too much.", "It is not bought.")],
)


@pytest.fixture
def closed(session: Session) -> Consultation:
    return make_consultation(session, make_schedule(40, -1))


def decide(session: Session, consultation: Consultation, seen: int, **changes: Any) -> int:
    new = replace(NEW, **changes)
    return publish_decision(session, make_person(session), consultation.id, new, seen).number


def test_nothing_is_decided_while_people_can_answer(session: Session) -> None:
    with pytest.raises(FieldRefusedError, match="comes after all replies"):
        decide(session, make_consultation(session), 0)


def test_nor_while_a_pause_keeps_it_from_closing(session: Session, closed: Consultation) -> None:
    closed.paused_at = closed.closes_at - timedelta(hours=1)
    session.flush()
    with pytest.raises(FieldRefusedError, match="comes after all replies"):
        decide(session, closed, 0)


def test_a_decision_of_tomorrow_is_none(session: Session, closed: Consultation) -> None:
    with pytest.raises(FieldRefusedError, match="cannot lie ahead"):
        decide(session, closed, 0, decided_on=datetime.now(UTC).date() + timedelta(days=1))
    assert read_decisions(session, closed.id) == []


def test_every_version_stays_public_the_newest_first(session: Session, closed: Consultation) -> None:
    assert decide(session, closed, 0) == 1
    assert decide(session, closed, 1, decided="It is put off.", heard=[]) == 2
    newest, first = read_decisions(session, closed.id)
    assert (newest.number, newest.decided, newest.heard) == (2, "It is put off.", [])
    assert (first.decided, first.heard) == (
        "It is not bought.",
        [{"said": "It costs too much.", "done": "It is not bought."}],
    )


@pytest.mark.parametrize("seen", [0, 2])
def test_who_did_not_see_the_newest_version_writes_over_nothing(
    session: Session, closed: Consultation, seen: int
) -> None:
    decide(session, closed, 0)
    with pytest.raises(FieldRefusedError, match="Somebody else published"):
        decide(session, closed, seen, decided="It is bought.")
    assert [each.decided for each in read_decisions(session, closed.id)] == ["It is not bought."]


def test_who_published_it_is_on_record(session: Session, closed: Consultation) -> None:
    person = make_person(session)
    publish_decision(session, person, closed.id, NEW, 0)
    session.flush()
    record = session.scalars(select(Audit).where(Audit.action == "decision published")).one()
    assert (record.person_id, record.detail) == (person.id, {"number": 1})


def test_a_decision_about_one_is_not_shown_at_another(session: Session, closed: Consultation) -> None:
    other = make_consultation(session, make_schedule(40, -1), slug="other")
    decide(session, closed, 0)
    assert read_decisions(session, other.id) == []
