"""Erasing: wherever a table refers to a reply, nothing of the person is left, also in tables to come."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Table, func, select
from sqlalchemy.orm import Session

from consult.models import Base, Consultation, Doubt, Exclusion, Outbox, Response
from consult.services.consultations.catalogue import Catalogue
from consult.services.records.exclusions import Act, apply_exclusions
from tests.approved import agree_on
from tests.factories import make_consultation, make_person, reply

ERASE = Act("erase", "The person asked for it.", "withdrawn")
EQUALITY = {"religion": "none", "sexual_orientation": "not_say", "age": "35-44", "sex": "female"}
KEPT = {
    "exclusion": "that it was erased, by whom and by which rule",
    "assisted_entry": "that a form was typed, with its serial number, so that it is not typed again",
    "entry_check": "that a form was checked",
}
# What the row itself still says: that there was a reply, when, by which way, and how it stands.
STAYS = {"id", "version_id", "arm_id", "eligible", "received_at", "state"}


@pytest.fixture
def consultation(session: Session) -> Consultation:
    """Two replies with everything that can be kept beside them."""
    consultation = make_consultation(session)
    for number in (1, 2):
        reply(session, consultation, "random_invitation", why="Words.", publish="yes", **EQUALITY)
        person = make_person(session)
        session.add(Doubt(response_id=number, action="raised", reason="It came fast.", person_id=person.id))
    session.commit()
    return consultation


def referring() -> Iterator[Table]:
    """Every table that points to a reply, straight or through another."""
    found = {Response.__tablename__}
    while more := {
        table.name
        for table in Base.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name in found and table.name not in found | set(KEPT)
    }:
        found |= more
        yield from (Base.metadata.tables[name] for name in sorted(more))


def rows_about_replies(session: Session) -> dict[str, int]:
    session.rollback()
    return {
        table.name: session.scalar(select(func.count()).select_from(table)) or 0
        for table in referring()
        if "response_id" in table.columns
    }


def test_what_stands_beside_a_reply_goes_with_it_and_the_others_stay(
    session: Session, consultation: Consultation, worker_session: Session
) -> None:
    before = rows_about_replies(session)
    assert before == {"doubt": 2, "monitoring": 2, "statement": 2}
    agree_on(session, ERASE, 1)
    apply_exclusions(worker_session, Catalogue())
    worker_session.commit()
    assert rows_about_replies(session) == {"doubt": 1, "monitoring": 1, "statement": 1}


def test_the_row_says_only_that_there_was_a_reply(
    session: Session, consultation: Consultation, worker_session: Session
) -> None:
    visit = reply(session, consultation, **EQUALITY)
    before = session.get_one(Response, 3)
    answers, stratum = dict(before.answers), before.stratum
    agree_on(session, ERASE, 3)
    apply_exclusions(worker_session, Catalogue())
    worker_session.commit()
    session.expire_all()
    row = session.get_one(Response, 3)
    left = {column.name: getattr(row, column.name) for column in Response.__table__.columns}
    said = {name: value for name, value in left.items() if name not in STAYS}
    assert {name: value for name, value in said.items() if value not in ({}, "", None, False, True)} == {
        "key_hash": b"erased:3",
        "receipt_hash": b"erased:3",
    }
    assert visit.key_hash not in left.values()
    assert answers
    assert stratum


def test_what_is_erased_never_comes_back(
    session: Session, consultation: Consultation, worker_session: Session
) -> None:
    """Two requests that waited at the same time, as of an old backup that is caught up with."""
    for action in ("erase", "reinstate", "exclude"):
        session.add(Exclusion(response_id=1, action=action, reason="x", alone=True))
    session.commit()
    assert apply_exclusions(worker_session, Catalogue()) == 3
    worker_session.commit()
    assert session.scalars(select(Response.state).order_by(Response.id)).all() == ["erased", "counted"]
    assert session.scalars(select(Outbox.sign).order_by(Outbox.id)).all() == [1, 1, -1]
    assert session.scalars(select(Exclusion).where(Exclusion.applied_at.is_(None))).all() == []
