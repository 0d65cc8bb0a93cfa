"""Publishing a manuscript, and correcting what was published: asked for by one person, approved by another."""

from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis.canonical import digest
from consult.clock import LONDON
from consult.errors import ConsultError
from consult.models import (
    ApprovalRequest,
    Consultation,
    ConsultationEvent,
    Manuscript,
    Person,
    Survey,
)
from consult.services import audit
from consult.services.approvals.asking import Wanted, ask, is_waiting, lock_requests
from consult.services.consultations.publishing import Schedule, add_survey, create_consultation, publish
from consult.services.studio.checklist import make_checklist, missing_of
from consult.services.studio.manuscripts import Draft, find_draft
from surveys.drafting.bundle import PROPOSAL, QUESTIONNAIRE, days_of, find_problems
from surveys.drafting.corrections import corrected, is_correction

PUBLISH, CORRECT, CORRECTION = "publish", "correct", "correction"
OPENING, LAST_MINUTE = time(9), time(23, 59)
SURVEY, SURVEY_TITLE = "views", "Your views"
CHANGED_SINCE = "It was changed after it was asked for. Look at it again, and ask anew."


class PublicationRefusedError(ConsultError):
    status = 409
    title = "This cannot be published"


def ask_publication(session: Session, person: Person, manuscript_id: int, reason: str) -> ApprovalRequest:
    """Ask for a manuscript to be published as it is now; raises `PublicationRefusedError` with what is missing."""
    lock_requests(session, -manuscript_id)
    draft = find_draft(session, manuscript_id, locked=True)
    check_publication(session, draft)
    check_unasked(session, manuscript_id)
    wanted = Wanted(kind=PUBLISH, reason=reason, manuscript_id=manuscript_id, document=_named(draft))
    return ask(session, person, None, wanted)


def check_publication(session: Session, draft: Draft) -> None:
    if draft.manuscript.consultation_id is not None:
        raise PublicationRefusedError("It is published already.")
    missing = missing_of(make_checklist(session, draft, datetime.now(LONDON).date()))
    if missing:
        raise PublicationRefusedError("Still missing: " + "; ".join(item.title for item in missing) + ".")


def check_unasked(session: Session, manuscript_id: int) -> None:
    waiting = waiting_for(session, manuscript_id)
    if waiting is not None:
        raise PublicationRefusedError(f"Request {waiting.id} waits for an answer already.")


def waiting_for(session: Session, manuscript_id: int) -> ApprovalRequest | None:
    """The request about a manuscript that waits for a second person."""
    query = select(ApprovalRequest).where(ApprovalRequest.manuscript_id == manuscript_id, is_waiting())
    return session.scalars(query.order_by(ApprovalRequest.id)).first()


def perform_publication(session: Session, request: ApprovalRequest, person: Person) -> None:
    """Publish what was asked and approved, if it is still the same; `person` approved it."""
    del person
    draft = _asked_draft(session, request)
    check_publication(session, draft)
    publish_draft(session, session.get_one(Person, request.author_id), draft)


def publish_draft(session: Session, person: Person | None, draft: Draft) -> Consultation:
    """Make the consultation; it opens on its day."""
    bundle, manuscript = draft.document, draft.manuscript
    schedule = schedule_of(bundle)
    consultation = create_consultation(
        session, manuscript.slug, bundle[PROPOSAL], schedule, synthetic=manuscript.synthetic
    )
    survey = add_survey(session, consultation, SURVEY, SURVEY_TITLE)
    publish(session, person, survey, bundle[QUESTIONNAIRE])
    manuscript.consultation_id = consultation.id
    session.flush()
    audit.record(
        session,
        person,
        "consultation published",
        f"consultation:{consultation.id}",
        version=draft.version.number,
    )
    return consultation


def schedule_of(bundle: dict[str, Any]) -> Schedule:
    """From nine in the morning of the first day, or from now, to the last minute of the last one, in Kent's time."""
    opens, closes = days_of(bundle)
    if opens is None or closes is None:
        raise PublicationRefusedError("It has no first and last day to answer.")
    return Schedule(max(_moment(opens, OPENING), datetime.now(UTC)), _moment(closes, LAST_MINUTE))


def ask_correction(session: Session, person: Person, manuscript_id: int, reason: str) -> ApprovalRequest:
    """Ask for other words in a published questionnaire; raises `PublicationRefusedError` for more than words."""
    lock_requests(session, -manuscript_id)
    draft = find_draft(session, manuscript_id, locked=True)
    check_correction(session, draft)
    if not reason.strip():
        raise PublicationRefusedError("Say why it is corrected: the reason is public.")
    check_unasked(session, manuscript_id)
    wanted = Wanted(kind=CORRECT, reason=reason, manuscript_id=manuscript_id, document=_named(draft))
    return ask(session, person, None, wanted)


def check_correction(session: Session, draft: Draft) -> Survey:
    """The survey that may be corrected so."""
    if draft.manuscript.consultation_id is None:
        raise PublicationRefusedError("It is not published yet, so it can simply be changed.")
    consultation = session.get_one(Consultation, draft.manuscript.consultation_id, with_for_update=True)
    if consultation.closes_at <= datetime.now(UTC) and consultation.paused_at is None:
        raise PublicationRefusedError("The consultation has closed: what was asked stays as it was.")
    survey = consultation.surveys[0]
    session.refresh(survey, ["versions"])
    before, after = survey.versions[-1].document, draft.document[QUESTIONNAIRE]
    if find_problems(draft.document):
        raise PublicationRefusedError("Something is wrong with the document. Look at “Check and publish”.")
    if before == after:
        raise PublicationRefusedError("The questions read as they are published. Change their words first.")
    if not is_correction(before, after):
        raise PublicationRefusedError(
            "More than words would change. Only words can be corrected while people answer: questions, answers, codes, "
            "rules and their order stay as they are. Undo the other changes first."
        )
    return survey


def published_questions(session: Session, manuscript: Manuscript) -> dict[str, Any] | None:
    """What is asked at the moment of a published manuscript; None before it is published."""
    if manuscript.consultation_id is None:
        return None
    survey = session.get_one(Consultation, manuscript.consultation_id).surveys[0]
    return survey.versions[-1].document


def questions_before(session: Session, request: ApprovalRequest) -> dict[str, Any] | None:
    """What was asked when a correction was asked for; later corrections do not count."""
    draft = find_draft(session, request.manuscript_id or 0)
    if draft.manuscript.consultation_id is None:
        return None
    versions = session.get_one(Consultation, draft.manuscript.consultation_id).surveys[0].versions
    return next(each.document for each in reversed(versions) if each.published_at <= request.asked_at)


def perform_correction(session: Session, request: ApprovalRequest, person: Person) -> None:
    """Publish corrected words as a new version; replies keep the version that they answered."""
    del person
    draft = _asked_draft(session, request)
    survey, author = check_correction(session, draft), session.get_one(Person, request.author_id)
    changes = corrected(survey.versions[-1].document, draft.document[QUESTIONNAIRE])
    publish(session, author, survey, draft.document[QUESTIONNAIRE])
    event = ConsultationEvent(
        consultation_id=survey.consultation_id,
        kind=CORRECTION,
        what="; ".join(f"“{each.before}” became “{each.after}”" for each in changes),
        why=request.reason,
        notice="",
        closed_before=survey.consultation.closes_at,
        person_id=author.id,
    )
    session.add(event)
    session.flush()
    audit.record(session, author, "questionnaire corrected", f"survey:{survey.id}", event=event.id)


def _named(draft: Draft) -> dict[str, Any]:
    return {"version": draft.version.number, "digest": digest(draft.document)}


def _asked_draft(session: Session, request: ApprovalRequest) -> Draft:
    """The manuscript, if it is still what was asked for."""
    draft = find_draft(session, request.manuscript_id or 0, locked=True)
    if digest(draft.document) != request.document["digest"]:
        raise PublicationRefusedError(CHANGED_SINCE)
    return draft


def _moment(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, LONDON).astimezone(UTC)
