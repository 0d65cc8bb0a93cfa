"""Small things to test with: a consultation that is open, and visits that answer it."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import text
from sqlalchemy.orm import Session

from consult.models import Consultation, Person, PlanApproval, PlanVersion, Survey
from consult.services.answering.drafts import open_draft, read_draft, save_answers
from consult.services.answering.submissions import submit
from consult.services.answering.visits import Visit
from consult.services.approvals.asking import APPROVED, Answer, answer
from consult.services.consultations.catalogue import Catalogue, read_version
from consult.services.consultations.changing import Announcement, announce
from consult.services.consultations.publishing import (
    Schedule,
    add_arm,
    add_survey,
    create_consultation,
    publish,
)
from consult.services.findings.plans import Subject, find_request_for, suggest_plan, write
from consult.services.findings.replies import responses_of
from consult.services.people import add_person
from consult.services.vault import Vault
from consult.settings import Settings
from surveys import library

SLUG = "facial-recognition"


def make_schedule(opened_days_ago: float = 1, closes_in_days: float = 30) -> Schedule:
    now = datetime.now(UTC)
    return Schedule(now - timedelta(days=opened_days_ago), now + timedelta(days=closes_in_days))


def make_consultation(
    session: Session,
    schedule: Schedule | None = None,
    questionnaire: Mapping[str, Any] | None = None,
    slug: str = SLUG,
    *,
    planned: bool = True,
) -> Consultation:
    """A committed consultation with one survey and its plan, reached by open link and by random invitation."""
    proposal = library.load("consultation-facial-recognition")
    consultation = create_consultation(session, slug, proposal, schedule or make_schedule())
    add_arm(session, consultation, "random_invitation")
    survey = add_survey(session, consultation, "views", "Your views")
    publish(session, None, survey, questionnaire or library.load("facial-recognition"))
    if planned:
        put_plan_in_force(session, survey)
    session.commit()
    return consultation


def put_plan_in_force(session: Session, survey: Survey, **changes: Any) -> PlanVersion:
    """The suggested plan with some parts changed, written and approved, whatever the time is."""
    session.flush()
    listing = Catalogue(fresh_seconds=0).listing(session, survey.consultation.slug)
    subject = Subject(listing, read_version(survey.versions[-1]))
    plan = write(session, make_person(session), subject, suggest_plan(subject) | changes)
    known, approver = session.scalar(responses_of(survey.id)) or 0, make_person(session)
    session.add(
        PlanApproval(plan_id=plan.id, author_id=plan.author_id, person_id=approver.id, after_replies=known)
    )
    request = find_request_for(session, plan)
    assert request is not None
    answer(session, approver, request, Answer(APPROVED))
    return plan


def change_proposal(session: Session, consultation: Consultation) -> None:
    """A material change while people can answer."""
    document = consultation.document | {"summary": "Only a trial is proposed now."}
    said = Announcement("Regular use is off.", "Replies so far.", "Read it.", document=document)
    announce(session, None, consultation.id, said, datetime.now(UTC))
    session.commit()


def make_person(session: Session, role: str = "staff") -> Person:
    """Somebody who cannot sign in: there is no such password."""
    return add_person(session, f"{uuid4().hex}@example.org", "no password", role)


def survey_of(consultation: Consultation) -> Survey:
    return consultation.surveys[0]


SETTINGS_SECRET = "only for tests, and long enough to be accepted"
RESIDENT = {"replying_as": "lives", "place": "E07000110", "support": "tend_support"}


def reply(session: Session, consultation: Consultation, arm: str = "open_link", **answers: Any) -> Visit:
    """A committed reply by a resident of Maidstone, with the given answers on top."""
    visit = send_reply(session, consultation, arm, answers)
    session.commit()
    return visit


def send_reply(session: Session, consultation: Consultation, arm: str, answers: Mapping[str, Any]) -> Visit:
    catalogue = Catalogue(fresh_seconds=0)
    listing = catalogue.listing(session, consultation.slug)
    entry = listing.surveys[0]
    visit = open_draft(session, entry.version_id, listing.arms[arm].id)
    draft = read_draft(session, visit)
    save_answers(session, visit, draft, RESIDENT | dict(answers))
    take_time(session)
    submit(session, catalogue, make_vault(), listing, visit)
    return visit


def take_time(session: Session) -> None:
    """All drafts were begun some minutes ago, as people's are when they send them."""
    session.execute(text("UPDATE draft SET opened_at = opened_at - interval '10 minutes'"))


def make_vault() -> Vault:
    return Vault.from_settings(Settings(SETTINGS_SECRET))
