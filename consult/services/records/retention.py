"""What is tidied by itself: old drafts, attempts to sign in, and who was signed in long ago."""

from datetime import timedelta

from sqlalchemy import ColumnElement, delete, func, select, text
from sqlalchemy.orm import Session

from consult.models import (
    Consultation,
    ConsultationEvent,
    Draft,
    SentForm,
    SignedIn,
    SignInAttempt,
    Survey,
    SurveyVersion,
    VisitCount,
)
from consult.services.consultations.pausing import RESUMPTION

DRAFT_DAYS = timedelta(days=30)
ATTEMPTS_FOR = timedelta(hours=1)  # a quarter of an hour counts
FORMS_FOR = timedelta(days=1)
SIGNED_IN_DAYS = timedelta(days=90)
UNTOUCHED_FOR = timedelta(days=1)  # drafts in which nothing was ever answered
VISITS_FOR = timedelta(hours=1)  # after the hour they were counted in

# By table: how many rows there may be, and which go first when there are more. Never reached by people: a program
# that begins visits without end fills no disk, and of what it leaves the untouched goes before what somebody wrote.
MOST_ROWS = {
    "draft": (200_000, "saved_at > opened_at, saved_at"),
    "sign_in_attempt": (100_000, "at"),
    "visit_count": (100_000, "hour, begun"),
}
OVERFLOW = """
    DELETE FROM {table} WHERE ctid = ANY(ARRAY(
        SELECT ctid FROM {table} ORDER BY {order} LIMIT (SELECT greatest(count(*) - :most, 0) FROM {table})
    ))
"""


def paused() -> ColumnElement[bool]:
    """Whether a draft cannot be sent because its consultation is paused."""
    query = select(Consultation.id).join(Survey).join(SurveyVersion, SurveyVersion.survey_id == Survey.id)
    return query.where(SurveyVersion.id == Draft.version_id, Consultation.paused_at.is_not(None)).exists()


def resumed_lately() -> ColumnElement[bool]:
    """Whether its consultation went on after a pause within the time that drafts are kept: people get all of it."""
    query = select(ConsultationEvent.id).join(
        Survey, Survey.consultation_id == ConsultationEvent.consultation_id
    )
    resumed = query.join(SurveyVersion, SurveyVersion.survey_id == Survey.id).where(
        SurveyVersion.id == Draft.version_id,
        ConsultationEvent.kind == RESUMPTION,
        ConsultationEvent.at > func.now() - DRAFT_DAYS,
    )
    return resumed.exists()


def delete_expired(session: Session) -> None:
    """Delete what is older than its time; run every hour by the counting process."""
    session.execute(
        delete(Draft).where(Draft.saved_at < func.now() - DRAFT_DAYS, ~paused(), ~resumed_lately())
    )
    untouched = Draft.saved_at == Draft.opened_at
    session.execute(delete(Draft).where(untouched, Draft.opened_at < func.now() - UNTOUCHED_FOR, ~paused()))
    session.execute(delete(SignInAttempt).where(SignInAttempt.at < func.now() - ATTEMPTS_FOR))
    session.execute(delete(SignedIn).where(SignedIn.begun_at < func.now() - SIGNED_IN_DAYS))
    session.execute(delete(SentForm).where(SentForm.at < func.now() - FORMS_FOR))


def delete_fleeting(session: Session) -> None:
    """Networks, and whatever a program left in such numbers as people never do; run every minute."""
    session.execute(
        delete(VisitCount).where(VisitCount.hour < func.date_trunc("hour", func.now()) - VISITS_FOR)
    )
    for table, (most, order) in MOST_ROWS.items():
        session.execute(text(OVERFLOW.format(table=table, order=order)), {"most": most})
