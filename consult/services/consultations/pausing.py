"""Pausing: nothing can be sent for a while, in public and with a reason; the time that is lost is given back."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from consult.models import Consultation, ConsultationEvent, Person
from consult.services import audit
from consult.services.consultations.catalogue import Catalogue, Phase
from consult.services.consultations.changing import EventRefusedError
from consult.services.consultations.events import PAUSE

RESUMPTION = "resumption"
SHORTEST = timedelta(seconds=1)
PAUSED, RESUMED = "The consultation was paused.", "The consultation goes on."


def pause(
    session: Session, person: Person | None, consultation_id: int, why: str, now: datetime
) -> ConsultationEvent:
    """Let nothing be sent until it is resumed. What people are writing is kept, and the closing does not come.

    Raises `EventRefusedError` unless it is open, and without a reason.
    """
    consultation = session.get_one(
        Consultation, consultation_id, with_for_update=True, populate_existing=True
    )
    if not why.strip():
        raise EventRefusedError("why", "Say why: the reason is shown to everybody.")
    if consultation.paused_at is not None:
        raise EventRefusedError("why", "It is paused already.")
    if Catalogue(fresh_seconds=0).listing(session, consultation.slug).phase(now) is not Phase.OPEN:
        raise EventRefusedError("why", "It is not open, so there is nothing to pause.")
    consultation.paused_at = now
    return _record(session, person, consultation, _event(consultation, PAUSE, PAUSED, why))


def resume(
    session: Session, person: Person | None, consultation_id: int, why: str, now: datetime
) -> ConsultationEvent:
    """Let it go on, and close as much later as it was paused; raises `EventRefusedError` unless it is paused."""
    consultation = session.get_one(
        Consultation, consultation_id, with_for_update=True, populate_existing=True
    )
    if consultation.paused_at is None:
        raise EventRefusedError("why", "It is not paused.")
    if not why.strip():
        raise EventRefusedError("why", "Say what was put right: it is shown to everybody.")
    event = _event(consultation, RESUMPTION, RESUMED, why)
    lost = max(now - consultation.paused_at, SHORTEST)  # clocks of two machines may differ
    event.closes_at = consultation.closes_at + lost
    consultation.closes_at, consultation.paused_at = event.closes_at, None
    return _record(session, person, consultation, event)


def _event(consultation: Consultation, kind: str, what: str, why: str) -> ConsultationEvent:
    return ConsultationEvent(
        consultation_id=consultation.id,
        kind=kind,
        what=what,
        why=why.strip(),
        notice="",
        closed_before=consultation.closes_at,
    )


def _record(
    session: Session, person: Person | None, consultation: Consultation, event: ConsultationEvent
) -> ConsultationEvent:
    event.person_id = person.id if person else None
    session.add(event)
    session.flush()
    audit.record(session, person, f"event: {event.kind}", f"consultation:{consultation.id}", event=event.id)
    return event
