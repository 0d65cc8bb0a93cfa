"""The register of consultees: whom the office asked is never less than it says, and each replied once."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.errors import NotFoundError
from consult.models import Audit, Consultation, Consultee
from consult.services.beside.consultees import (
    NewConsultee,
    add_consultee,
    find_consultee,
    read_register,
    record_reply,
)
from consult.services.refusals import FieldRefusedError
from tests.factories import make_consultation, make_person

DAY = date(2027, 3, 14)


@pytest.fixture
def consultation(session: Session) -> Consultation:
    return make_consultation(session)


@pytest.fixture
def consultee(session: Session, consultation: Consultation) -> Consultee:
    return add_consultee(session, None, consultation.id, NewConsultee("Trust", DAY, "letter"))


@pytest.mark.parametrize("way", ["", "pigeon", "Letter"])
def test_nobody_is_on_it_who_was_contacted_in_no_known_way(
    session: Session, consultation: Consultation, way: str
) -> None:
    with pytest.raises(FieldRefusedError):
        add_consultee(session, None, consultation.id, NewConsultee("Trust", DAY, way))
    assert read_register(session, consultation.id) == []


@pytest.mark.parametrize(("days", "taken"), [(-1, False), (0, True), (30, True)])
def test_a_reply_does_not_come_before_the_question(
    session: Session, consultation: Consultation, consultee: Consultee, days: int, taken: bool
) -> None:
    on = DAY + timedelta(days=days)
    if taken:
        record_reply(session, None, consultee, on)
    else:
        with pytest.raises(FieldRefusedError, match="on or after"):
            record_reply(session, None, consultee, on)
    assert [entry.replied_on for entry in read_register(session, consultation.id)] == [on if taken else None]


def test_the_first_day_that_was_recorded_stays_and_is_one_act(
    session: Session, consultation: Consultation, consultee: Consultee
) -> None:
    person = make_person(session)
    record_reply(session, person, consultee, DAY)
    with pytest.raises(FieldRefusedError, match="recorded already"):
        record_reply(session, person, consultee, DAY + timedelta(days=5))
    assert [entry.replied_on for entry in read_register(session, consultation.id)] == [DAY]
    acts = session.scalars(select(Audit.person_id).where(Audit.action == "consultee replied")).all()
    assert acts == [person.id]


def test_who_was_asked_about_one_matter_was_not_asked_about_another(
    session: Session, consultation: Consultation, consultee: Consultee
) -> None:
    other = make_consultation(session, slug="other")
    assert read_register(session, other.id) == []
    assert find_consultee(session, consultation.id, consultee.id) is consultee
    with pytest.raises(NotFoundError):
        find_consultee(session, other.id, consultee.id)
