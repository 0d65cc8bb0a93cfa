"""Plans: written by one member of staff, approved by a second person, public from then on and never changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analysis.canonical import digest
from analysis.documents import Problem, to_document
from analysis.finding.words.plan import write_plan
from analysis.plan.defaults import BOTH, HOUSEHOLDS, WEIGHTED, Times, census_weighting, default_plan
from analysis.plan.parsing import PlanRefused, parse_plan
from analysis.plan.parsing import read_plan as read_registered
from analysis.plan.plan import Plan
from analysis.vocabulary import CHOSEN
from consult.clock import LONDON
from consult.errors import ConsultError
from consult.models import ApprovalRequest, FindingRecord, Person, PlanApproval, PlanVersion, Survey
from consult.services import audit
from consult.services.approvals.asking import APPROVED, Answer, Wanted, answer, ask
from consult.services.consultations.catalogue import Catalogue, Listing, Version
from consult.services.findings.asked import ask_of, question_of
from consult.services.findings.code import code_version
from consult.services.findings.published import find_plan, plan_in_force
from consult.services.findings.replies import responses_of

PLANS = 0x706C616E  # the name of a lock
PLAN = "plan"
FIRST, NO_REASON = "It is the plan to open with.", "No reason was given."


class ApprovalRefusedError(ConsultError):
    status = 409
    title = "This plan cannot be approved"


@dataclass(frozen=True)
class Subject:
    """What a plan is for: a survey's consultation and the questionnaire it asks."""

    listing: Listing
    version: Version


def suggest_plan(subject: Subject) -> dict[str, Any]:
    """A plan to begin with, as far as the questionnaire tells people apart."""
    asked = ask_of(subject.version.questionnaire)
    times = Times(_local(subject.listing.opens_at), _local(subject.listing.closes_at))
    plan = default_plan(question_of(subject.version.questionnaire), times, code_version())
    names = tuple(name for name in WEIGHTED if name in asked.groups)
    weighting = census_weighting(names)
    if not {*BOTH} <= {*names}:
        weighting = replace(weighting, joint=None)
        kept = tuple(code for code in plan.sensitivities if code != "joint")
        plan = replace(plan, sensitivities=kept)
    if HOUSEHOLDS.dimension in asked.groups:
        weighting = replace(weighting, households=HOUSEHOLDS)
    else:
        plan = replace(plan, sensitivities=tuple(each for each in plan.sensitivities if each != "of_persons"))
    members = tuple(member for member in plan.family.members if member.dimension in asked.groups)
    family = replace(plan.family, members=members)
    suggested: dict[str, Any] = to_document(replace(plan, weighting=weighting, family=family))
    return suggested


def write(
    session: Session, person: Person, subject: Subject, document: Mapping[str, Any], reason: str = ""
) -> PlanVersion:
    """Keep a plan as it was written, and ask for its approval; `reason` says why it is to replace another.

    Raises `PlanRefused` with everything that is wrong with it.
    """
    plan = _checked(subject, document)
    survey_id = subject.version.survey_id
    lock_plans(session, survey_id)
    last = session.scalar(select(func.max(PlanVersion.number)).where(PlanVersion.survey_id == survey_id))
    row = PlanVersion(
        survey_id=survey_id,
        number=(last or 0) + 1,
        document=dict(document),
        digest=digest(document),
        words=to_document(write_plan(plan, subject.listing.proposal.place, _labels(subject), LONDON)),
        reason=reason.strip(),
        author_id=person.id,
    )
    session.add(row)
    session.flush()
    audit.record(session, person, "plan written", f"plan:{row.id}", digest=row.digest)
    reason = row.reason or (NO_REASON if last else FIRST)
    asked = Wanted(kind=PLAN, reason=reason, survey_id=survey_id, document={"plan": row.number})
    ask(session, person, subject.listing.id, asked)
    return row


def approve(session: Session, person: Person, subject: Subject, number: int) -> PlanApproval:
    """Approve a plan; it decides if nobody has replied yet.

    Raises `ApprovalRefusedError` for its author, an outdated plan, or after a finding.
    """
    lock_plans(session, subject.version.survey_id)
    row = find_plan(session, subject.version.survey_id, number)
    check_approval(session, person, subject, row)
    request = find_request_for(session, row)
    if request is not None:
        answer(session, person, request, Answer(APPROVED))
    return _put_in_force(session, person, row)


def perform_plan(session: Session, request: ApprovalRequest, person: Person) -> None:
    """Put a plan in force that was approved as a request; `person` approved it."""
    survey = session.get_one(Survey, request.survey_id)
    catalogue = Catalogue(fresh_seconds=0)
    listing = catalogue.listing(session, survey.consultation.slug)
    version = catalogue.version(session, listing.survey(survey.slug).version_id)
    row = find_plan(session, survey.id, request.document["plan"])
    check_approval(session, person, Subject(listing, version), row)
    _put_in_force(session, person, row)


def find_request_for(session: Session, row: PlanVersion) -> ApprovalRequest | None:
    """The request that a plan be approved; none for plans of before there were any."""
    query = select(ApprovalRequest).where(
        ApprovalRequest.kind == PLAN,
        ApprovalRequest.survey_id == row.survey_id,
        ApprovalRequest.document["plan"].as_integer() == row.number,
    )
    return session.scalars(query).one_or_none()


def check_approval(session: Session, person: Person, subject: Subject, row: PlanVersion) -> None:
    for applies, sentence in _refusals(session, person, subject, row):
        if applies:
            raise ApprovalRefusedError(sentence)


def _put_in_force(session: Session, person: Person, row: PlanVersion) -> PlanApproval:
    known = session.scalar(responses_of(row.survey_id)) or 0
    approval = PlanApproval(plan_id=row.id, author_id=row.author_id, person_id=person.id, after_replies=known)
    session.add(approval)
    session.flush()
    session.expire(row, ["approval"])
    audit.record(session, person, "plan approved", f"plan:{row.id}", digest=row.digest)
    return approval


def lock_plans(session: Session, survey_id: int) -> None:
    """Until the end of the transaction nobody else writes or approves a plan of this survey."""
    session.execute(select(func.pg_advisory_xact_lock(PLANS, survey_id)))


def _refusals(
    session: Session, person: Person, subject: Subject, row: PlanVersion
) -> Iterator[tuple[bool, str]]:
    """Each reason not to approve, looked at only while none before it applies."""
    survey_id = row.survey_id
    current = plan_in_force(session, survey_id)
    yield row.author_id == person.id, "Somebody else has to approve it: you wrote it."
    yield row.approval is not None, "It was approved before."
    yield (
        current is not None and current.number > row.number,
        "A later plan is in force. Write a new plan instead.",
    )
    found = select(FindingRecord.id).where(FindingRecord.survey_id == survey_id).limit(1)
    yield session.scalar(found) is not None, "The finding was made already, by the plan that was in force."
    closed = subject.listing.closes_at <= datetime.now(UTC)
    yield closed, "The consultation has closed: a plan must be fixed before the replies are known."
    yield (
        bool(_stale(subject, row.document)),
        "The questionnaire or its times have changed since. Write it anew.",
    )


def _stale(subject: Subject, document: Mapping[str, Any]) -> bool:
    try:
        _checked(subject, document)
    except PlanRefused:
        return True
    return False


def read_plan(row: PlanVersion) -> Plan:
    """The plan as it was checked when it was written."""
    return read_registered(row.document)


def _checked(subject: Subject, document: Mapping[str, Any]) -> Plan:
    """The plan, compared with the questionnaire and the consultation; raises `PlanRefused`."""
    questionnaire = subject.version.questionnaire
    plan = parse_plan(document, ask_of(questionnaire))
    problems = []
    if plan.question != question_of(questionnaire):
        problems.append(
            Problem("question", "It must be the questionnaire’s main question, in the same words.")
        )
    for name, moment in (("opens", subject.listing.opens_at), ("closes", subject.listing.closes_at)):
        if getattr(plan, name) != moment:
            when = _local(moment).isoformat(timespec="minutes")
            problems.append(Problem(name, f"The consultation itself says {when}."))
    for frame in plan.weighting.frames:
        arm = subject.listing.arms.get(frame.way)
        if arm is None or arm.kind not in CHOSEN:
            problems.append(
                Problem("weighting, frames", f"“{frame.way}” is no code of a way to reach people by chance.")
            )
    if problems:
        raise PlanRefused(problems)
    return plan


def _labels(subject: Subject) -> dict[str, str]:
    questionnaire = subject.version.questionnaire
    values = questionnaire.variables_by_name[questionnaire.primary].values
    return {value.code: value.label for value in values}


def _local(moment: datetime) -> datetime:
    return moment.astimezone(LONDON)
