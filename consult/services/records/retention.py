"""What is tidied by itself: old drafts, attempts to sign in, and traces of which code let in which reply."""

from datetime import timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from consult.models import Draft, Invitation, SignInAttempt

DRAFT_DAYS = timedelta(days=30)
ATTEMPT_DAYS = timedelta(days=1)
LEAST = 10


def delete_expired(session: Session) -> None:
    """Delete what is older than its time; run every hour by the counting process."""
    session.execute(delete(Draft).where(Draft.saved_at < func.now() - DRAFT_DAYS))
    session.execute(delete(SignInAttempt).where(SignInAttempt.at < func.now() - ATTEMPT_DAYS))


def settle_invitations(session: Session, least: int = LEAST) -> int:
    """Write used invitations anew, many at once; the number rewritten.

    A code is used up in the transaction that stores its reply, and the database marks both rows with the number
    of that transaction. Rewritten together, the invitations bear one number that no reply has.
    """
    used = (Invitation.used_at.is_not(None), Invitation.settled.is_(False))
    waiting = session.scalar(select(func.count()).select_from(Invitation).where(*used)) or 0
    if waiting < least:
        return 0
    session.execute(update(Invitation).where(*used).values(settled=True))
    return waiting
