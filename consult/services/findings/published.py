"""Reading plans and findings; what is kept with them is ready to be shown, so nothing is computed here."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from consult.errors import NotFoundError
from consult.models import FindingRecord, PlanApproval, PlanVersion


def find_plan(session: Session, survey_id: int, number: int) -> PlanVersion:
    """Raises `NotFoundError` for a number that the survey has no plan of."""
    query = select(PlanVersion).where(PlanVersion.survey_id == survey_id, PlanVersion.number == number)
    row = session.scalars(query).one_or_none()
    if row is None:
        raise NotFoundError
    return row


def list_plans(session: Session, survey_id: int) -> list[PlanVersion]:
    """Every plan that was written, the newest first."""
    query = select(PlanVersion).where(PlanVersion.survey_id == survey_id)
    return list(session.scalars(query.order_by(PlanVersion.number.desc())))


def plan_in_force(session: Session, survey_id: int) -> PlanVersion | None:
    """The newest approved plan."""
    return session.scalars(approved(survey_id).limit(1)).one_or_none()


def first_plan(session: Session, survey_id: int) -> PlanVersion | None:
    """The plan that the survey opened with."""
    query = approved(survey_id).order_by(None).order_by(PlanApproval.approved_at, PlanVersion.number)
    return session.scalars(query.limit(1)).one_or_none()


def deciding_plan(session: Session, survey_id: int) -> PlanVersion | None:
    """The plan that decides: the newest that was approved before anybody had replied."""
    query = approved(survey_id).where(PlanApproval.after_replies == 0).limit(1)
    return session.scalars(query).one_or_none() or first_plan(session, survey_id)


def approved(survey_id: int) -> Select[PlanVersion]:
    """The approved plans of a survey, the newest first; these are public."""
    query = select(PlanVersion).join(PlanApproval, PlanApproval.plan_id == PlanVersion.id)
    return query.where(PlanVersion.survey_id == survey_id).order_by(PlanVersion.number.desc())


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A part of a plan that reads otherwise: the sentences that are gone, and those that are new."""

    title: str
    gone: list[str]
    new: list[str]


@dataclass(frozen=True, slots=True)
class PlanChange:
    """A plan and what it changes of the one before it."""

    plan: PlanVersion
    sections: list[SectionChange]


def changes_of(plans: Sequence[PlanVersion]) -> list[PlanChange]:
    """What each plan but the first changes, in the words that readers were told; the newest first, as they come."""
    return [PlanChange(plan, _sections(plan, before)) for plan, before in pairwise(plans)]


def _sections(plan: PlanVersion, before: PlanVersion) -> list[SectionChange]:
    old = {section["title"]: section["sentences"] for section in before.words["sections"]}
    found = []
    for section in plan.words["sections"]:
        known, now = old.get(section["title"], []), section["sentences"]
        gone, new = [each for each in known if each not in now], [each for each in now if each not in known]
        if gone or new:
            found.append(SectionChange(section["title"], gone, new))
    return found


def newest_finding(session: Session, survey_id: int) -> FindingRecord | None:
    """The newest finding by the plan that decides."""
    found = list_findings(session, survey_id)
    return next((record for record in found if not record.exploratory), None)


def list_findings(session: Session, survey_id: int) -> list[FindingRecord]:
    """Every finding, exploratory ones among them, the newest first."""
    query = select(FindingRecord).where(FindingRecord.survey_id == survey_id)
    return list(session.scalars(query.order_by(FindingRecord.number.desc())))


def find_beside(found: Sequence[FindingRecord], record: FindingRecord) -> list[FindingRecord]:
    """What a later plan made of the same replies, if the record is a finding by the plan that decides."""
    same = [each for each in found if each.exploratory and each.data_digest == record.data_digest]
    return [] if record.exploratory else same[:1]
