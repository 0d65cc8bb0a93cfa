"""Withdrawing a submission or a note: it stays, with the reason, and counts no more."""

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from consult.errors import ConsultError
from consult.models import Person, Withdrawal
from consult.services import audit


class WithdrawalRefusedError(ConsultError):
    title = "This cannot be withdrawn"


def withdraw_submission(session: Session, person: Person | None, submission_id: int, reason: str) -> None:
    _withdraw(session, person, {"submission_id": submission_id}, reason)
    audit.record(session, person, "submission withdrawn", f"written_submission:{submission_id}")


def withdraw_note(session: Session, person: Person | None, note_id: int, reason: str) -> None:
    _withdraw(session, person, {"note_id": note_id}, reason)
    audit.record(session, person, "session note withdrawn", f"session_note:{note_id}")


def _withdraw(session: Session, person: Person | None, what: dict[str, int], reason: str) -> None:
    """Raises `WithdrawalRefusedError` without a reason, and the second time."""
    if not reason.strip():
        raise WithdrawalRefusedError("Say why: the reason is part of the record of the consultation.")
    by = person.id if person else None
    new = insert(Withdrawal).values(**what, reason=reason.strip(), person_id=by)
    if session.scalar(new.on_conflict_do_nothing().returning(Withdrawal.id)) is None:
        raise WithdrawalRefusedError("It was withdrawn already.")
