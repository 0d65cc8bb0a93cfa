"""What a finding needs to know besides the replies: who was asked how, and what was left out for which reason."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis.finding.facts import Arm as ArmFacts
from analysis.finding.facts import Facts, Removed
from analysis.plan.plan import Plan
from consult.clock import LONDON
from consult.models import Arm, Consultation, PlanVersion, ProposalVersion, Response
from consult.services.findings.replies import responses_of, to_count
from consult.services.findings.taken_out import count_judged, count_removed
from consult.services.reaching.batches import Mailed, count_letters
from consult.services.records.doubts import count_unresolved

NOT_ELIGIBLE = Removed("not_eligible", "not from residents aged 16 or over who speak for themselves", 0)
EARLIER = "sent about the proposal before it was changed, after which everybody could reply again"


def gather_facts(session: Session, row: PlanVersion, plan: Plan, now: datetime) -> Facts:
    """The facts at a moment, without those that need the texts to be read."""
    consultation = _consultation(session, row.survey_id)
    unresolved = count_unresolved(session, row.survey_id, plan.doubts)
    judged = count_judged(session, row.survey_id)
    return Facts(
        now=now,
        digest=row.digest,
        arms=tuple(
            replace(arm, unresolved=unresolved[arm.code], judged=judged[arm.code])
            for arm in describe_arms(session, consultation)
        ),
        submissions=_count(session, row.survey_id),
        removed=(
            *_earlier(session, row.survey_id),
            *_ineligible(session, row.survey_id),
            *count_removed(session, row.survey_id, plan),
        ),
        closes=consultation.closes_at.astimezone(LONDON),
        why=_why_moved(consultation),
        watched=_could_be_watched(session, consultation.id),
    )


def describe_arms(session: Session, consultation: Consultation) -> list[ArmFacts]:
    """The ways of being reached, with the letters that were posted."""
    letters = count_letters(session, consultation.id)
    return [_arm(arm, letters.get(arm.code)) for arm in consultation.arms]


def _consultation(session: Session, survey_id: int) -> Consultation:
    query = select(Consultation).where(Consultation.surveys.any(id=survey_id))
    return session.scalars(query).one()


def _why_moved(consultation: Consultation) -> str:
    """The public reason of the last event that moved the closing."""
    return next((event.why for event in reversed(consultation.events) if event.closes_at), "")


def _could_be_watched(session: Session, consultation_id: int) -> bool:
    """Whether the board showed opinions while it was open; a version of the proposal that was not blinded is enough."""
    query = select(ProposalVersion.document).where(ProposalVersion.consultation_id == consultation_id)
    return not all(document.get("blinded") for document in session.scalars(query))


def _arm(arm: Arm, letters: Mailed | None) -> ArmFacts:
    """The finding prints how many of those invited replied, so that is public with it."""
    way = ArmFacts(arm.code, arm.kind, arm.label)
    return replace(way, invited=letters.arrived, drawn=letters.posted, published=True) if letters else way


def _count(session: Session, survey_id: int) -> int:
    return session.scalar(responses_of(survey_id)) or 0


def _earlier(session: Session, survey_id: int) -> tuple[Removed, ...]:
    query = responses_of(survey_id).where(
        Response.state == "counted", Response.version_id.not_in(to_count(survey_id))
    )
    count = session.scalar(query)
    return (Removed("earlier_proposal", EARLIER, count),) if count else ()


def _ineligible(session: Session, survey_id: int) -> tuple[Removed, ...]:
    query = responses_of(survey_id).where(
        Response.state == "counted",
        Response.eligible.is_(False),
        Response.version_id.in_(to_count(survey_id)),
    )
    count = session.scalar(query)
    return (Removed(NOT_ELIGIBLE.code, NOT_ELIGIBLE.label, count),) if count else ()
