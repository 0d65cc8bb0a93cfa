"""Forms that are typed in by staff."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.clock import LONDON
from consult.models import Arm, Consultation, Person
from consult.services.answering.visits import Visit
from consult.services.consultations.catalogue import Catalogue
from consult.services.consultations.publishing import add_arm
from consult.services.entering.entries import Desk, Keyed, Slip, enter_reply
from consult.services.people import add_person
from tests.factories import RESIDENT, make_vault

TODAY = datetime.now(UTC).astimezone(LONDON).date()


def make_desk(session: Session, consultation: Consultation, email: str = "typist@example.org") -> Desk:
    """Somebody at work on the forms of a consultation, which can come on paper."""
    person = session.scalars(select(Person).where(Person.email == email)).one_or_none()
    person = person or add_person(session, email, "not a password", "staff")
    known = select(Arm.id).where(Arm.consultation_id == consultation.id, Arm.code == "paper")
    if session.scalar(known) is None:
        add_arm(session, consultation, "paper")
    session.commit()
    catalogue = Catalogue(fresh_seconds=0)
    listing = catalogue.listing(session, consultation.slug)
    return Desk(person, listing, catalogue.version(session, listing.surveys[0].version_id), make_vault())


def make_slip(
    arm: str = "paper",
    batch: str = "Bundle 1",
    serial: str = "P-001",
    received_on: date = TODAY,
    code: str = "",
) -> Slip:
    return Slip(arm, batch, serial, received_on, code)


def type_in(session: Session, desk: Desk, slip: Slip | None = None, **answers: Any) -> str:
    """A typed reply of a resident, with the given answers on top; its receipt."""
    keyed = Keyed(Visit.begin(), slip or make_slip(), RESIDENT | answers)
    return enter_reply(session, desk, keyed)
