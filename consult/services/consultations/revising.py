"""A change of the proposal that would set replies aside: asked for by one person, approved by another."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consult.models import ApprovalRequest, Consultation, Person, Response, Survey, SurveyVersion
from consult.services.approvals.asking import Wanted, ask, consultation_of, lock_requests, waiting_about
from consult.services.consultations.changing import Announcement, EventRefusedError, announce, check_event

CHANGE = "change"


def sets_aside(session: Session, consultation_id: int) -> bool:
    """Whether somebody has replied to the proposal as it is: after a change such replies lead to no finding."""
    newest = (
        select(func.max(SurveyVersion.proposal_number))
        .join(Survey)
        .where(Survey.consultation_id == consultation_id)
    )
    replies = (
        select(Response.id)
        .join(SurveyVersion, SurveyVersion.id == Response.version_id)
        .join(Survey, Survey.id == SurveyVersion.survey_id)
        .where(
            Survey.consultation_id == consultation_id,
            SurveyVersion.proposal_number == newest.scalar_subquery(),
        )
    )
    return session.scalar(replies.limit(1)) is not None


def ask_change(
    session: Session, person: Person, consultation_id: int, said: Announcement, now: datetime
) -> ApprovalRequest:
    """Ask for a changed proposal to be published; raises what `announce` raises."""
    lock_requests(session, consultation_id)
    check_event(session, session.get_one(Consultation, consultation_id), said, now)
    if waiting := waiting_about(session, consultation_id, (CHANGE,)):
        raise EventRefusedError(
            "what",
            f"Another change waits for approval: request {waiting[0].id}. It has to be answered first.",
        )
    document = asdict(said) | {"closes_at": said.closes_at and said.closes_at.isoformat()}
    return ask(session, person, consultation_id, Wanted(kind=CHANGE, reason=said.why, document=document))


def perform_change(session: Session, request: ApprovalRequest, person: Person) -> None:
    """Publish what was asked and approved; `person` approved it."""
    del person
    author = session.get_one(Person, request.author_id)
    announce(
        session, author, consultation_of(request), read_announcement(request.document), datetime.now(UTC)
    )


def read_announcement(document: Mapping[str, Any]) -> Announcement:
    """What a request keeps."""
    closes = document["closes_at"]
    return Announcement(**{**document, "closes_at": datetime.fromisoformat(closes) if closes else None})
