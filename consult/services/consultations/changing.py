"""Events while people can answer: a material change of the proposal, a later closing. Each with a public reason.

A material change keeps the proposal as a new version and publishes every questionnaire anew with it, so that
each response names, by the version it answered, the proposal that its writer was shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analysis.canonical import digest
from consult.errors import ConsultError, NotFoundError
from consult.models import (
    Consultation,
    ConsultationEvent,
    Person,
    ProposalVersion,
    Response,
    Survey,
    SurveyVersion,
)
from consult.services import audit
from consult.services.answering.invitations import let_reply_again
from consult.services.consultations.catalogue import Listing
from consult.services.consultations.publishing import newest_proposal, publish, publish_proposal
from surveys.proposal import parse_proposal

ADEQUATE = timedelta(weeks=6)
LONGEST_OPEN = timedelta(days=730)
TO_REPLY_AGAIN = timedelta(weeks=2)
EDITED_MEANWHILE = "Somebody else changed the proposal in the meantime. Nothing was published."
MATERIAL, EXTENSION = "material_change", "extension"


class EventRefusedError(ConsultError):
    """`field` is the part of the announcement that has to be put right."""

    title = "This cannot be announced"

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class Announcement:
    """What staff say in public; `closes_at` is None where the closing stays, `document` where the proposal does.

    `seen` is the version of the proposal that the document was made from, None where nobody looked.
    """

    what: str
    why: str
    notice: str = ""
    closes_at: datetime | None = None
    document: Mapping[str, Any] | None = None
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class VersionCount:
    """How many replies were given to one version of the proposal."""

    number: int
    published_at: datetime
    replies: int


def announce(
    session: Session, person: Person | None, consultation_id: int, said: Announcement, now: datetime
) -> ConsultationEvent:
    """Make a change and its public record in one.

    Raises `EventRefusedError` after closing, for an earlier closing, or when nothing changes, and
    `DefinitionError` for a proposal that cannot be read.
    """
    consultation = session.get_one(Consultation, consultation_id, with_for_update=True)
    check_event(session, consultation, said, now)
    event = ConsultationEvent(
        consultation_id=consultation_id,
        kind=EXTENSION if said.document is None else MATERIAL,
        what=said.what.strip(),
        why=said.why.strip(),
        notice=said.notice.strip(),
        closed_before=consultation.closes_at,
        closes_at=said.closes_at,
        person_id=person.id if person else None,
    )
    if said.document is not None:
        event.proposal_number = _publish_change(session, person, consultation, said.document)
    if said.closes_at is not None:
        consultation.closes_at = said.closes_at
    session.add(event)
    session.flush()
    audit.record(session, person, f"event: {event.kind}", f"consultation:{consultation_id}", event=event.id)
    return event


def check_event(session: Session, consultation: Consultation, said: Announcement, now: datetime) -> None:
    """Raises what is wrong with an announcement, as `announce` says."""
    if now >= consultation.closes_at and consultation.paused_at is None:
        raise EventRefusedError(
            "what", "The consultation has closed. What changed after closing needs a new one."
        )
    for field in ("what", "why"):
        if not getattr(said, field).strip():
            raise EventRefusedError(field, "Say it in plain words: it is shown to everybody.")
    if said.closes_at is not None and said.closes_at <= consultation.closes_at:
        raise EventRefusedError("closes_on", "The closing can only be moved to a later time.")
    if said.closes_at is not None and said.closes_at > consultation.opens_at + LONGEST_OPEN:
        raise EventRefusedError("closes_on", "A consultation can stay open for two years at most.")
    if said.document is not None:
        _check_change(session, consultation, said, said.document)
    elif said.closes_at is None:
        raise EventRefusedError("closes_on", "Enter the new closing time.")


def _check_change(
    session: Session, consultation: Consultation, said: Announcement, document: Mapping[str, Any]
) -> None:
    if said.seen is not None and said.seen != newest_proposal(session, consultation.id):
        raise EventRefusedError("what", EDITED_MEANWHILE)
    if not said.notice.strip():
        raise EventRefusedError("notice", "Write the notice that people see on the pages.")
    parse_proposal(document)
    if _as_read(document) == _as_read(consultation.document):
        raise EventRefusedError("document", "The proposal reads as before. Change what is different now.")


def _as_read(document: Mapping[str, Any]) -> str:
    """What tells two proposals apart; a part that is empty is the same as one that is not there."""
    return digest({name: part for name, part in document.items() if part})


def _publish_change(
    session: Session, person: Person | None, consultation: Consultation, document: Mapping[str, Any]
) -> int:
    number = publish_proposal(session, consultation, document)
    let_reply_again(session, consultation.id, number)
    for survey in consultation.surveys:
        if survey.versions:
            publish(session, person, survey, survey.versions[-1].document)
    return number


def newest_document(session: Session, consultation_id: int) -> dict[str, Any]:
    """The proposal as it reads now."""
    return session.get_one(Consultation, consultation_id, populate_existing=True).document


def read_proposal(session: Session, consultation_id: int, number: int) -> ProposalVersion:
    """A version of a proposal as it read; raises `NotFoundError` for one that there never was."""
    query = select(ProposalVersion).where(
        ProposalVersion.consultation_id == consultation_id, ProposalVersion.number == number
    )
    found = session.scalar(query)
    if found is None:
        raise NotFoundError
    return found


def count_by_proposal(session: Session, consultation_id: int) -> list[VersionCount]:
    """Counted replies by the version of the proposal that their writers were shown."""
    counted = (
        select(SurveyVersion.proposal_number, func.count(Response.id).label("replies"))
        .join(Survey, Survey.id == SurveyVersion.survey_id)
        .join(Response, Response.version_id == SurveyVersion.id)
        .where(Survey.consultation_id == consultation_id, Response.state == "counted")
        .group_by(SurveyVersion.proposal_number)
    )
    replies = {row.proposal_number: row.replies for row in session.execute(counted)}
    versions = (
        select(ProposalVersion.number, ProposalVersion.published_at)
        .where(ProposalVersion.consultation_id == consultation_id)
        .order_by(ProposalVersion.number)
    )
    return [
        VersionCount(row.number, row.published_at, replies.get(row.number, 0))
        for row in session.execute(versions)
    ]


def time_warnings(listing: Listing) -> list[str]:
    """What staff should know about the time people have."""
    found = []
    if listing.closes_at - listing.opens_at < ADEQUATE:
        found.append(
            "People have less than six weeks to answer. Courts have asked for adequate time: record a reason, or "
            "extend the consultation."
        )
    change = listing.newest_change
    if change is not None and listing.closes_at - change.at < TO_REPLY_AGAIN:
        found.append(
            "People have less than two weeks to answer after the proposal changed. Consider a later closing."
        )
    return found
