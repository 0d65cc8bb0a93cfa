"""Decisions: what was decided after a consultation, why, and what became of what people said. Each is a version."""

from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.models import Consultation, Decision, Person
from consult.services import audit
from consult.services.refusals import FieldRefusedError


@dataclass(frozen=True, slots=True)
class Heard:
    """Something that people said, and what is done about it."""

    said: str
    done: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDecision:
    """`option` is the code of one of the proposal's options, where it has any."""

    option: str = ""
    decided: str
    reasons: str
    decided_on: date
    heard: list[Heard] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A version of a decision as pages show it."""

    number: int
    published_at: datetime
    option: str
    decided: str
    reasons: str
    decided_on: str
    heard: list[dict[str, str]]


def publish_decision(
    session: Session, person: Person, consultation_id: int, new: NewDecision, seen: int
) -> Decision:
    """Make a decision public; `seen` is the number of the version it was written over, 0 for none.

    Raises `FieldRefusedError` before closing, for a day in the future, and where a colleague was first.
    """
    consultation = session.get_one(Consultation, consultation_id, with_for_update=True)
    now = datetime.now(UTC)
    if consultation.paused_at is not None or now < consultation.closes_at:
        raise FieldRefusedError(
            "decided", "The consultation has not closed: a decision comes after all replies."
        )
    if new.decided_on > now.date():
        raise FieldRefusedError("decided_on", "Enter the day on which it was decided: it cannot lie ahead.")
    last = newest_number(session, consultation_id)
    if last != seen:
        raise FieldRefusedError(
            "decided", "Somebody else published a version meanwhile. Look at it, then send again."
        )
    document: dict[str, Any] = asdict(new) | {"decided_on": new.decided_on.isoformat()}
    row = Decision(consultation_id=consultation_id, number=last + 1, document=document, person_id=person.id)
    session.add(row)
    session.flush()
    audit.record(session, person, "decision published", f"consultation:{consultation_id}", number=row.number)
    return row


def newest_number(session: Session, consultation_id: int) -> int:
    found = read_decisions(session, consultation_id)
    return found[0].number if found else 0


def read_decisions(session: Session, consultation_id: int) -> list[DecisionView]:
    """Every version that was published, the newest first."""
    query = (
        select(Decision).where(Decision.consultation_id == consultation_id).order_by(Decision.number.desc())
    )
    return [DecisionView(row.number, row.published_at, **row.document) for row in session.scalars(query)]
