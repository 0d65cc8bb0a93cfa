"""Closing: when a consultation has ended or is ended before its time by two people, and asking for its finding."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, ScalarSelect, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from consult.errors import ConsultError
from consult.jobs import MAKE_FINDING, defer, is_waiting
from consult.models import (
    ApprovalRequest,
    AssistedEntry,
    Consultation,
    ConsultationEvent,
    Exclusion,
    FindingRecord,
    Person,
    PlanApproval,
    PlanVersion,
    Response,
    Survey,
    SurveyVersion,
)
from consult.services import audit
from consult.services.approvals.asking import Wanted, ask, lock_requests, waiting_about
from consult.services.consultations.catalogue import Catalogue, Phase

AT_CLOSING = "closing"
AFTER_CHANGE = "replies taken out, brought back or typed in later"
BETWEEN_FINDINGS = timedelta(days=1)
IN_FLIGHT = timedelta(minutes=1)  # what began before a finding and ended after it was not seen by it


CLOSE, EARLY_CLOSING = "close_early", "early_closing"
CLOSED_EARLY = "It closed before its time."
BY_COMMAND = "It is a demonstration and was ended by hand."


class ClosingRefusedError(ConsultError):
    status = 409
    title = "This consultation cannot be closed"


def close_early(
    session: Session, person: Person | None, consultation: Consultation, reason: str, now: datetime
) -> None:
    """End a consultation before its time, in public; nobody can send after this moment.

    Raises `ClosingRefusedError` before opening, after closing, and without a reason for real replies.
    """
    check_closing(session, consultation, reason, now)
    planned, moment = consultation.closes_at, session.scalars(select(func.now())).one()
    consultation.closes_at, consultation.grace_minutes, consultation.paused_at = moment, 0, None
    session.add(
        ConsultationEvent(
            consultation_id=consultation.id,
            kind=EARLY_CLOSING,
            what=CLOSED_EARLY,
            why=reason.strip() or BY_COMMAND,
            notice="",
            closed_before=planned,
            closes_at=moment,
            person_id=person.id if person else None,
        )
    )
    subject = f"consultation:{consultation.id}"
    audit.record(session, person, "closed early", subject, planned=planned.isoformat(), reason=reason)


def check_closing(session: Session, consultation: Consultation, reason: str, now: datetime) -> None:
    phase = Catalogue(fresh_seconds=0).listing(session, consultation.slug).phase(now)
    if phase is Phase.COMING:
        raise ClosingRefusedError("It has not opened yet, so there is nothing to close.")
    if phase is Phase.CLOSED:
        raise ClosingRefusedError("It is closed already.")
    if not (reason.strip() or consultation.synthetic):
        raise ClosingRefusedError(
            "It closes later than now, as was made public. Say why people are given less time."
        )


def ask_closing(
    session: Session, person: Person, consultation_id: int, reason: str, now: datetime
) -> ApprovalRequest:
    """Ask for a consultation to end before its time; raises `ClosingRefusedError` as `close_early` does."""
    lock_requests(session, consultation_id)
    check_closing(session, session.get_one(Consultation, consultation_id), reason, now)
    if waiting := waiting_about(session, consultation_id, (CLOSE,)):
        raise ClosingRefusedError(f"Request {waiting[0].id} for this waits for an answer already.")
    return ask(session, person, consultation_id, Wanted(kind=CLOSE, reason=reason))


def perform_closing(session: Session, request: ApprovalRequest, person: Person) -> None:
    """Close, as was asked and approved; `person` approved it."""
    del person
    consultation = session.get_one(Consultation, request.consultation_id, with_for_update=True)
    author = session.get_one(Person, request.author_id)
    close_early(session, author, consultation, request.reason, datetime.now(UTC))


def ask_due_findings(session: Session) -> list[int]:
    """Ask for the finding of every survey that has closed without one, or whose replies changed since its last.

    A change of replies leads to at most one new finding a day. Gives the surveys.
    """
    asked = []
    for survey_id, occasion in _due(session):
        lock = f"finding of survey {survey_id}"
        if not is_waiting(session, MAKE_FINDING, lock):
            defer(session, MAKE_FINDING, lock=lock, survey_id=survey_id, occasion=occasion)
            asked.append(survey_id)
    return asked


def is_due(session: Session, survey_id: int) -> bool:
    return survey_id in {due for due, _occasion in _due(session)}


def _due(session: Session) -> list[tuple[int, str]]:
    # A reply sent in the last moment may still be on its way; after a closing by hand there is no such time.
    late = Consultation.grace_minutes + func.least(Consultation.grace_minutes, 1)
    ended = Consultation.closes_at + func.make_interval(0, 0, 0, 0, 0, late) < func.now()
    planned = exists().where(PlanVersion.survey_id == Survey.id, PlanApproval.plan_id == PlanVersion.id)
    going = Consultation.paused_at.is_(None)  # while it is paused its closing does not come
    query = select(Survey.id, _last()).join(Survey.consultation).where(ended, going, planned)
    found = []
    for survey_id, last in session.execute(query):
        if last is None:
            found.append((survey_id, AT_CLOSING))
        elif session.scalar(select(exists().where(_changed(survey_id, last)))):
            found.append((survey_id, AFTER_CHANGE))
    return found


def _last() -> ScalarSelect[datetime]:
    query = select(func.max(FindingRecord.made_at)).where(FindingRecord.survey_id == Survey.id)
    return query.scalar_subquery()


def _changed(survey_id: int, last: datetime) -> ColumnElement[bool]:
    """Replies were taken out, brought back or typed in since the last finding, and that is a day old."""
    seen = last - IN_FLIGHT
    taken_out = exists().where(Exclusion.response_id == Response.id, Exclusion.applied_at > seen)
    typed_in = exists().where(AssistedEntry.response_id == Response.id, AssistedEntry.entered_at > seen)
    return and_(
        func.now() > last + BETWEEN_FINDINGS,
        or_(taken_out, typed_in),
        Response.version_id == SurveyVersion.id,
        SurveyVersion.survey_id == survey_id,
    )
