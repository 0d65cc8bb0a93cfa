"""Evidence of what was shown to whom, in a short transaction of its own: it outlives a request's own fate."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from consult.models import Audit, Person
from consult.services import audit

LATELY = timedelta(minutes=15)


def note(engine: Engine, person: Person | None, action: str, subject: str, **detail: Any) -> None:
    """Record what a request showed, tried or was refused, whatever becomes of the request."""
    with Session(engine) as own, own.begin():
        audit.record(own, person, action, subject, **detail)


def noted_lately(session: Session, action: str, person: Person) -> bool:
    """Whether the same was noted a short while ago: a machine that knocks for hours does not fill the record."""
    same = select(Audit.id).where(Audit.person_id == person.id, Audit.action == action)
    return session.scalar(same.where(Audit.at > func.now() - LATELY).limit(1)) is not None


def note_view(engine: Engine, person: Person, survey_id: int, number: int) -> None:
    """Record that a person saw a snapshot of the board."""
    note(engine, person, "board viewed", f"survey:{survey_id}", snapshot=number)
