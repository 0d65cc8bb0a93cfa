"""How a visit stands: being written, sent, or no longer kept; everything that the secret alone can tell."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from consult.models import Response
from consult.services.answering.drafts import Answers, Draft, unseal
from consult.services.answering.stored import read_answers
from consult.services.answering.visits import Visit
from consult.services.consultations.catalogue import Version
from consult.services.vault import Vault


@dataclass(frozen=True, slots=True)
class Sent:
    """A reply that was stored: which version it answers, how it counts, and when it came."""

    id: int
    version_id: int
    arm_id: int
    received_at: datetime
    state: str
    eligible: bool


LOOK = text("""
    SELECT draft.version_id, draft.arm_id, draft.opened_at, draft.saved_at, draft.sealed,
           response.id AS sent_id, response.version_id AS sent_version, response.arm_id AS sent_arm,
           response.received_at, response.state, response.eligible
    FROM (SELECT) AS once
    LEFT JOIN draft ON draft.id = :draft LEFT JOIN response ON response.key_hash = :key_hash
""")


def look_up(session: Session, visit: Visit) -> Draft | Sent | None:
    """The draft, or that it was sent; None when neither is kept (any more)."""
    row = session.execute(LOOK, {"draft": visit.draft_id, "key_hash": visit.key_hash}).one()
    if row.sent_id is not None:
        return Sent(
            row.sent_id, row.sent_version, row.sent_arm, row.received_at, row.state, eligible=row.eligible
        )
    return None if row.version_id is None else unseal(visit, row)


def read_copy(session: Session, vault: Vault, version: Version, sent: Sent) -> Answers:
    """What was sent, by question, for the person who sent it."""
    return read_answers(session, vault, version, session.get_one(Response, sent.id))
