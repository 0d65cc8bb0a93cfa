"""The record of staff acts, written in the same transaction as the act."""

from typing import Any

from sqlalchemy.orm import Session

from consult.models import Audit, Person


def record(session: Session, person: Person | None, action: str, subject: str, **detail: Any) -> None:
    """Add one row; `subject` names the thing, as in `response:12`. No answers, codes or texts go in here."""
    session.add(Audit(person_id=person.id if person else None, action=action, subject=subject, detail=detail))
