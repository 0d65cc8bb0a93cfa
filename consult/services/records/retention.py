"""What is tidied by itself: old drafts, and attempts to sign in."""

from datetime import timedelta

from sqlalchemy import delete, func
from sqlalchemy.orm import Session

from consult.models import Draft, SignInAttempt

DRAFT_DAYS = timedelta(days=30)
ATTEMPT_DAYS = timedelta(days=1)


def delete_expired(session: Session) -> None:
    """Delete what is older than its time; run every hour by the counting process."""
    session.execute(delete(Draft).where(Draft.saved_at < func.now() - DRAFT_DAYS))
    session.execute(delete(SignInAttempt).where(SignInAttempt.at < func.now() - ATTEMPT_DAYS))
