"""Answers while they are being written: sealed with a key that only the person's browser holds."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidTag
from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from consult.errors import DraftExpiredError
from consult.keys import decrypt, encrypt
from consult.services.answering.visits import Visit

Answers = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Draft:
    """What was answered so far, by question; a question that was passed over has the answer None."""

    version_id: int
    arm_id: int
    invitation_hash: bytes | None
    opened_at: datetime
    answers: Answers


OPEN = text("INSERT INTO draft (id, version_id, arm_id, sealed) VALUES (:id, :version, :arm, :sealed)")
READ = text("SELECT version_id, arm_id, opened_at, sealed FROM draft WHERE id = :id")
SAVE = text("UPDATE draft SET sealed = :sealed, saved_at = now() WHERE id = :id")


def open_draft(session: Session, version_id: int, arm_id: int, invitation_hash: bytes | None = None) -> Visit:
    """Begin a visit with an empty draft."""
    visit = Visit.begin()
    row = {"id": visit.draft_id, "version": version_id, "arm": arm_id}
    session.execute(OPEN, row | {"sealed": seal(visit, version_id, {}, invitation_hash)})
    return visit


def read_draft(session: Session, visit: Visit | None) -> Draft:
    """Raises `DraftExpiredError` when there is none for this visit (any more)."""
    row = session.execute(READ, {"id": visit.draft_id}).one_or_none() if visit else None
    if row is None or visit is None:
        raise DraftExpiredError
    return unseal(visit, row)


def save_answers(session: Session, visit: Visit, draft: Draft, answers: Answers) -> None:
    sealed = seal(visit, draft.version_id, answers, draft.invitation_hash)
    session.execute(SAVE, {"id": visit.draft_id, "sealed": sealed})


def seal(visit: Visit, version_id: int, answers: Answers, invitation_hash: bytes | None) -> bytes:
    """The code that a reply is begun with is sealed too: beside a draft it would tell whose reply came when."""
    content = [answers, invitation_hash.hex() if invitation_hash else None]
    plain = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    return encrypt(visit.draft_key, plain, _context(visit, version_id))


def unseal(visit: Visit, row: Row[Any]) -> Draft:
    """A draft that cannot be opened with the visit's key is as good as none."""
    try:
        plain = decrypt(visit.draft_key, row.sealed, _context(visit, row.version_id))
    except InvalidTag:
        raise DraftExpiredError from None
    answers, code = json.loads(plain)
    return Draft(row.version_id, row.arm_id, bytes.fromhex(code) if code else None, row.opened_at, answers)


def _context(visit: Visit, version_id: int) -> bytes:
    return b"draft:%d:" % version_id + visit.draft_id
