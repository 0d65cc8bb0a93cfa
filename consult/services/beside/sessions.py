"""Notes of sessions: who was heard where, and what they said in words; a session is never so many replies."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from consult.errors import NotFoundError
from consult.models import Person, SessionNote, Withdrawal
from consult.services import audit
from consult.services.beside.submissions import BINDING_BYTES
from consult.services.refusals import FieldRefusedError
from consult.services.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class NewNote:
    """A session: its host, place and day, how many came, which groups were heard, and what they said."""

    host: str
    place: str
    held_on: date
    attendance: int
    groups: list[str]
    views: str


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note with its words; `withdrawn` is the reason, None while it stands."""

    note: SessionNote
    views: str
    withdrawn: str | None
    withdrawn_at: datetime | None


def add_note(
    session: Session, vault: Vault, person: Person | None, consultation_id: int, new: NewNote
) -> SessionNote:
    if new.attendance < 0:
        raise FieldRefusedError("attendance", "Enter 0 or more")
    binding = secrets.token_bytes(BINDING_BYTES)
    note = SessionNote(
        consultation_id=consultation_id,
        host=new.host,
        place=new.place,
        held_on=new.held_on,
        attendance=new.attendance,
        groups=new.groups,
        binding=binding,
        sealed_views=vault.seal_record(new.views.encode(), binding, "views"),
        person_id=person.id if person else None,
    )
    session.add(note)
    session.flush()
    audit.record(session, person, "session note added", f"session_note:{note.id}", attendance=new.attendance)
    return note


def read_notes(session: Session, vault: Vault, consultation_id: int) -> list[NoteView]:
    """The newest session first."""
    rows = session.execute(
        _notes(consultation_id).order_by(SessionNote.held_on.desc(), SessionNote.id.desc())
    )
    return [_view(vault, *row) for row in rows]


def read_note(session: Session, vault: Vault, consultation_id: int, note_id: int) -> NoteView:
    """Raises `NotFoundError` for a number that this consultation has no note of."""
    row = session.execute(_notes(consultation_id).where(SessionNote.id == note_id)).one_or_none()
    if row is None:
        raise NotFoundError
    return _view(vault, *row)


def _notes(consultation_id: int) -> Select[SessionNote, str | None, datetime | None]:
    return (
        select(SessionNote, Withdrawal.reason, Withdrawal.withdrawn_at)
        .outerjoin(Withdrawal, Withdrawal.note_id == SessionNote.id)
        .where(SessionNote.consultation_id == consultation_id)
    )


def _view(vault: Vault, note: SessionNote, reason: str | None, withdrawn_at: datetime | None) -> NoteView:
    views = vault.open_record(note.sealed_views, note.binding, "views").decode()
    return NoteView(note, views, reason, withdrawn_at)
