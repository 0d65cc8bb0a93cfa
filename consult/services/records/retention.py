"""What is tidied by itself: old drafts, attempts to sign in, and who was signed in long ago."""

from datetime import timedelta

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from consult.models import Consultation, Draft, SentForm, SignedIn, SignInAttempt, Survey, SurveyVersion

DRAFT_DAYS = timedelta(days=30)
ATTEMPTS_FOR = timedelta(hours=1)  # a quarter of an hour counts
FORMS_FOR = timedelta(days=1)
SIGNED_IN_DAYS = timedelta(days=90)


def paused() -> ColumnElement[bool]:
    """Whether a draft cannot be sent because its consultation is paused."""
    query = select(Consultation.id).join(Survey).join(SurveyVersion, SurveyVersion.survey_id == Survey.id)
    return query.where(SurveyVersion.id == Draft.version_id, Consultation.paused_at.is_not(None)).exists()


def delete_expired(session: Session) -> None:
    """Delete what is older than its time; run every hour by the counting process."""
    session.execute(delete(Draft).where(Draft.saved_at < func.now() - DRAFT_DAYS, ~paused()))
    session.execute(delete(SignInAttempt).where(SignInAttempt.at < func.now() - ATTEMPTS_FOR))
    session.execute(delete(SignedIn).where(SignedIn.begun_at < func.now() - SIGNED_IN_DAYS))
    session.execute(delete(SentForm).where(SentForm.at < func.now() - FORMS_FOR))
