"""Written submissions: letters, e-mails and files, kept encrypted and counted apart from replies."""

import json
import secrets
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, defer

from consult.errors import NotFoundError
from consult.models import Person, Withdrawal, WrittenSubmission
from consult.services import audit
from consult.services.beside.files import KINDS, PASTED, kind_of, read_text, tidy_name
from consult.services.refusals import FieldRefusedError
from consult.services.vault import Vault
from surveys.writing.cleaning import clean

SENDERS = {"individual": "An individual", "organisation": "An organisation"}
BINDING_BYTES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSubmission:
    """What arrived: either words or a file."""

    sender: str
    sender_kind: str
    received_on: date
    may_publish: bool
    words: str = ""
    file_name: str = ""
    file: bytes = b""


@dataclass(frozen=True, slots=True)
class SubmissionLine:
    """A submission as it is listed; `withdrawn` is the reason, None while it stands."""

    id: int
    sender: str
    sender_kind: str
    received_on: date
    may_publish: bool
    media: str
    size: int
    file_name: str
    withdrawn: str | None
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class Opened:
    """A submission with what it says: words to read, or a file to be handed out.

    `guessed`: the words of a text file were read in an encoding that it does not name.
    """

    line: SubmissionLine
    words: str
    guessed: bool = False


def add_submission(
    session: Session, vault: Vault, person: Person | None, consultation_id: int, new: NewSubmission
) -> WrittenSubmission:
    """Raises `FieldRefusedError` for a file that cannot be taken, for both words and a file, and for neither."""
    if bool(new.words) == bool(new.file_name):
        raise FieldRefusedError("words", "Paste the words or choose a file, one of the two")
    if new.sender_kind not in SENDERS:
        raise FieldRefusedError("sender_kind", "Select who sent it")
    media = kind_of(new.file_name, new.file) if new.file_name else PASTED
    content = new.file if new.file_name else new.words.encode()
    binding = secrets.token_bytes(BINDING_BYTES)
    about = json.dumps({"sender": new.sender, "file_name": tidy_name(new.file_name)}).encode()
    submission = WrittenSubmission(
        consultation_id=consultation_id,
        sender_kind=new.sender_kind,
        received_on=new.received_on,
        may_publish=new.may_publish,
        media=media,
        size=len(content),
        binding=binding,
        sealed_sender=vault.seal_record(about, binding, "sender"),
        sealed_content=vault.seal_record(content, binding, "content"),
        person_id=person.id if person else None,
    )
    session.add(submission)
    session.flush()
    audit.record(session, person, "submission added", f"written_submission:{submission.id}", media=media)
    return submission


def read_submissions(session: Session, vault: Vault, consultation_id: int) -> list[SubmissionLine]:
    """The newest first, without what they say."""
    found = session.execute(_lines(consultation_id).order_by(WrittenSubmission.id.desc()))
    return [_line(vault, *row) for row in found]


def open_submission(session: Session, vault: Vault, consultation_id: int, submission_id: int) -> Opened:
    """Raises `NotFoundError` for a number that this consultation has no submission of."""
    line = find_submission(session, vault, consultation_id, submission_id)
    if line.media == PASTED:
        return Opened(line, read_content(session, vault, submission_id).decode())
    found = read_text(read_content(session, vault, submission_id)) if line.media == "txt" else None
    return Opened(line, clean(found.words), guessed=not found.sure) if found else Opened(line, "")


def hand_out(session: Session, vault: Vault, person: Person, line: SubmissionLine) -> tuple[bytes, str]:
    """The file of a submission and its media type; that it was handed out is recorded."""
    if line.media not in KINDS:
        raise NotFoundError
    audit.record(session, person, "submission file opened", f"written_submission:{line.id}")
    content = read_content(session, vault, line.id)
    found = read_text(content) if line.media == "txt" else None
    return content, KINDS[line.media][1] + (f"; charset={found.charset}" if found else "")


def find_submission(
    session: Session, vault: Vault, consultation_id: int, submission_id: int
) -> SubmissionLine:
    query = _lines(consultation_id).where(WrittenSubmission.id == submission_id)
    row = session.execute(query).one_or_none()
    if row is None:
        raise NotFoundError
    return _line(vault, *row)


def read_content(session: Session, vault: Vault, submission_id: int) -> bytes:
    columns = select(WrittenSubmission.sealed_content, WrittenSubmission.binding)
    sealed, binding = session.execute(columns.where(WrittenSubmission.id == submission_id)).one()
    return vault.open_record(sealed, binding, "content")


def _lines(consultation_id: int) -> Select[WrittenSubmission, str | None, datetime | None]:
    """Whole rows without the words, which can be ten megabytes."""
    return (
        select(WrittenSubmission, Withdrawal.reason, Withdrawal.withdrawn_at)
        .options(defer(WrittenSubmission.sealed_content, raiseload=True))
        .outerjoin(Withdrawal, Withdrawal.submission_id == WrittenSubmission.id)
        .where(WrittenSubmission.consultation_id == consultation_id)
    )


def _line(
    vault: Vault, row: WrittenSubmission, reason: str | None, withdrawn_at: datetime | None
) -> SubmissionLine:
    about = json.loads(vault.open_record(row.sealed_sender, row.binding, "sender"))
    return SubmissionLine(
        id=row.id,
        sender=about["sender"],
        sender_kind=row.sender_kind,
        received_on=row.received_on,
        may_publish=row.may_publish,
        media=row.media,
        size=row.size,
        file_name=about["file_name"],
        withdrawn=reason,
        withdrawn_at=withdrawn_at,
    )
