"""The register of consultees: which organisations were asked for their views, and which replied."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from consult.errors import NotFoundError
from consult.models import Consultee, ConsulteeReply, Person
from consult.services import audit
from consult.services.refusals import FieldRefusedError

WAYS = {
    "letter": "Letter",
    "email": "E-mail",
    "telephone": "Telephone",
    "meeting": "Meeting",
    "other": "Other",
}


@dataclass(frozen=True, slots=True)
class NewConsultee:
    organisation: str
    contacted_on: date
    way: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A consultee and the day it replied, None while it has not."""

    consultee: Consultee
    replied_on: date | None


def add_consultee(
    session: Session, person: Person | None, consultation_id: int, new: NewConsultee
) -> Consultee:
    if new.way not in WAYS:
        raise FieldRefusedError("way", "Select how it was contacted")
    consultee = Consultee(
        consultation_id=consultation_id,
        organisation=new.organisation,
        contacted_on=new.contacted_on,
        way=new.way,
        person_id=person.id if person else None,
    )
    session.add(consultee)
    session.flush()
    audit.record(session, person, "consultee added", f"consultee:{consultee.id}", way=new.way)
    return consultee


def find_consultee(session: Session, consultation_id: int, consultee_id: int) -> Consultee:
    """Raises `NotFoundError` for a number that this consultation has no consultee of."""
    consultee = session.get(Consultee, consultee_id)
    if consultee is None or consultee.consultation_id != consultation_id:
        raise NotFoundError
    return consultee


def record_reply(session: Session, person: Person | None, consultee: Consultee, replied_on: date) -> None:
    """Raises `FieldRefusedError` for a day before it was asked, and the second time."""
    if replied_on < consultee.contacted_on:
        raise FieldRefusedError("replied_on", "Enter a day on or after the day it was contacted")
    by = person.id if person else None
    new = insert(ConsulteeReply).values(consultee_id=consultee.id, replied_on=replied_on, person_id=by)
    if session.scalar(new.on_conflict_do_nothing().returning(ConsulteeReply.id)) is None:
        raise FieldRefusedError("replied_on", "Its reply was recorded already")
    audit.record(session, person, "consultee replied", f"consultee:{consultee.id}")


def read_register(session: Session, consultation_id: int) -> list[Entry]:
    """By name."""
    query = (
        select(Consultee, ConsulteeReply.replied_on)
        .outerjoin(ConsulteeReply, ConsulteeReply.consultee_id == Consultee.id)
        .where(Consultee.consultation_id == consultation_id)
        .order_by(Consultee.organisation, Consultee.id)
    )
    return [Entry(*row) for row in session.execute(query)]
