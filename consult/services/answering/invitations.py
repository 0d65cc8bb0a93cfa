"""One-use codes for people who were chosen at random: made, printed on letters, and used up by one reply."""

import secrets
from datetime import datetime
from hashlib import sha256

from sqlalchemy import or_, select, text
from sqlalchemy.orm import Session

from consult.models import Arm, Invitation
from consult.services.answering.visits import CROCKFORD, read_code

CODE_LENGTH = 12

MAKE = text("""
    INSERT INTO invitation (arm_id, batch_id, code_hash)
    SELECT :arm, :batch, made FROM unnest(CAST(:hashes AS bytea[])) AS made
""")


def make_invitations(session: Session, arm_id: int, count: int, batch_id: int | None = None) -> list[str]:
    """New codes; they are returned this once and only their hashes are kept."""
    codes = [new_code() for _ in range(count)]
    hashes = [hash_code(code) for code in codes]
    session.execute(MAKE, {"arm": arm_id, "batch": batch_id, "hashes": hashes})
    return codes


def new_code() -> str:
    """Twelve characters that cannot be confused when read aloud, in groups of four."""
    symbols = "".join(secrets.choice(CROCKFORD) for _ in range(CODE_LENGTH))
    return "-".join(symbols[at : at + 4] for at in range(0, CODE_LENGTH, 4))


def hash_code(typed: str) -> bytes:
    return sha256(b"invitation:" + read_code(typed).encode()).digest()


def find_invitation(
    session: Session, consultation_id: int, typed: str, changed_at: datetime | None = None
) -> Invitation | None:
    """The invitation of this consultation with the code that was typed, if it still can be used.

    One that was used before the proposal changed, at `changed_at`, may be used again.
    """
    unused = Invitation.used_at.is_(None)
    query = (
        select(Invitation)
        .join(Arm, Arm.id == Invitation.arm_id)
        .where(
            Arm.consultation_id == consultation_id,
            Invitation.code_hash == hash_code(typed),
            or_(unused, Invitation.used_at < changed_at) if changed_at else unused,
            Invitation.voided_at.is_(None),
        )
    )
    return session.scalar(query)
