"""Answers while they are being written: sealed with a key that only the person's browser holds."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from cryptography.exceptions import InvalidTag
from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from consult.errors import DraftExpiredError, UnavailableError
from consult.keys import decrypt, encrypt
from consult.services.answering.visits import Visit

Answers = dict[str, Any]

# Saves of one visit that overlap repeat all but one of them; each repetition means that another got through.
MOST_TRIES = 100


@dataclass(frozen=True, slots=True)
class Draft:
    """What was answered so far, by question; a question that was passed over has the answer None."""

    version_id: int
    arm_id: int
    invitation_hash: bytes | None
    opened_at: datetime
    answers: Answers
    saved_at: datetime | None = None
    sealed: bytes = b""

    @property
    def answered(self) -> int:
        """How many questions have an answer."""
        return sum(answer is not None for answer in self.answers.values())


OPEN = text("INSERT INTO draft (id, version_id, arm_id, sealed) VALUES (:id, :version, :arm, :sealed)")
READ = text("SELECT version_id, arm_id, opened_at, saved_at, sealed FROM draft WHERE id = :id")
SAVE = text("""
    UPDATE draft SET arm_id = :arm, sealed = :sealed, saved_at = now() WHERE id = :id AND sealed = :was
    RETURNING saved_at
""")
DELETE = text("DELETE FROM draft WHERE id = :id")


def open_draft(session: Session, version_id: int, arm_id: int, invitation_hash: bytes | None = None) -> Visit:
    """Begin a visit with an empty draft."""
    visit = Visit.begin()
    row = {"id": visit.draft_id, "version": version_id, "arm": arm_id}
    session.execute(OPEN, row | {"sealed": seal(visit, version_id, {}, invitation_hash)})
    return visit


def read_draft(session: Session, visit: Visit) -> Draft:
    """Raises `DraftExpiredError` when there is none for this visit (any more)."""
    row = session.execute(READ, {"id": visit.draft_id}).one_or_none()
    if row is None:
        raise DraftExpiredError
    return unseal(visit, row)


def save_answers(session: Session, visit: Visit, draft: Draft, answers: Answers) -> Draft:
    """Put answers beside those that the visit has; what other pages save at the same moment stays, too."""
    return _write(session, visit, draft, lambda read: replace(read, answers=read.answers | answers))


def use_invitation(session: Session, visit: Visit, draft: Draft, arm_id: int, code_hash: bytes) -> Draft:
    """Let the reply count as one of somebody who was invited; the code is used up when it is sent."""
    return _write(session, visit, draft, partial(replace, arm_id=arm_id, invitation_hash=code_hash))


def _write(session: Session, visit: Visit, draft: Draft, change: Callable[[Draft], Draft]) -> Draft:
    """Write a draft only over what was read: whoever is late reads again and changes that.

    A sealed text is never the same twice, so it shows by itself whether another page was quicker. Raises
    `DraftExpiredError` when the draft was sent or deleted meanwhile.
    """
    for _ in range(MOST_TRIES):
        changed = change(draft)
        sealed = seal(visit, draft.version_id, changed.answers, changed.invitation_hash)
        row = {"id": visit.draft_id, "was": draft.sealed, "arm": changed.arm_id, "sealed": sealed}
        saved_at = session.scalar(SAVE, row)
        if saved_at is not None:
            return replace(changed, saved_at=saved_at, sealed=sealed)
        draft = read_draft(session, visit)
    raise UnavailableError


def delete_draft(session: Session, visit: Visit) -> None:
    """Delete what was not sent; what was sent stays."""
    session.execute(DELETE, {"id": visit.draft_id})


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
    return Draft(
        version_id=row.version_id,
        arm_id=row.arm_id,
        invitation_hash=bytes.fromhex(code) if code else None,
        opened_at=row.opened_at,
        answers=answers,
        saved_at=row.saved_at,
        sealed=bytes(row.sealed),
    )


def _context(visit: Visit, version_id: int) -> bytes:
    return b"draft:%d:" % version_id + visit.draft_id
