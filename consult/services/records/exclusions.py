"""Taking responses out of the count, bringing them back, and erasing them: by two people, never silently.

One person asks, by a rule of the plan, another approves, and neither is shown what a reply says. The worker then
does it, and the change travels to the cells the same way as a new response does: through the outbox.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from consult.clock import LONDON
from consult.errors import ConsultError, NotFoundError
from consult.models import (
    ApprovalRequest,
    Doubt,
    Exclusion,
    Monitoring,
    Outbox,
    Person,
    Response,
    Statement,
    SurveyVersion,
)
from consult.services import audit
from consult.services.approvals.asking import Wanted, ask, consultation_of, lock_requests, waiting_about
from consult.services.consultations.catalogue import Catalogue
from consult.services.findings.published import deciding_plan
from consult.services.records.copies import has_read
from surveys.layout import positions

# What an action makes of a response, and from which states it can start.
ACTIONS: dict[str, tuple[str, frozenset[str]]] = {
    "exclude": ("excluded", frozenset({"counted"})),
    "reinstate": ("counted", frozenset({"excluded"})),
    "erase": ("erased", frozenset({"counted", "excluded"})),
}
RETYPED = "retyped"  # the one rule no plan needs: a paper form was typed wrongly and typed again
MOST = 50  # responses in one request: as many as a page lists
BATCH = 200


class ExclusionRefusedError(ConsultError):
    title = "This cannot be done with this response"


@dataclass(frozen=True, slots=True)
class Act:
    """What is to be done with responses, why, and the rule of the plan that it rests on."""

    action: str
    reason: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Some responses of a survey, by their numbers."""

    consultation_id: int
    survey_id: int
    responses: Sequence[int]


def ask_exclusion(session: Session, person: Person, chosen: Chosen, act: Act) -> ApprovalRequest:
    """Ask for an act about responses; somebody else has to approve it.

    Raises `NotFoundError` for responses of another survey, `ExclusionRefusedError` without a reason or a rule of
    the plan that the consultation opened with, and where it cannot be done.
    """
    if act.action not in ACTIONS:
        raise NotFoundError
    if not act.reason.strip():
        raise ExclusionRefusedError("Say why: the reason is kept on record.")
    rules = exclusion_rules(session, chosen.survey_id)
    if act.action != "reinstate" and act.rule not in rules:
        raise ExclusionRefusedError(
            "Replies are only taken out by a rule of the plan that the consultation opened with."
        )
    lock_requests(session, chosen.consultation_id)
    responses = find_chosen(session, chosen)
    if act.action == "erase" and len(responses) > 1:
        raise ExclusionRefusedError("Erase one reply at a time: it cannot be undone.")
    _check_states(responses, act.action)
    check_unread(session, person, chosen.responses)
    check_not_waiting(session, chosen, tuple(ACTIONS))
    wanted = Wanted(
        kind=act.action,
        reason=act.reason,
        survey_id=chosen.survey_id,
        responses=chosen.responses,
        rule=act.rule if act.action != "reinstate" else "",
    )
    return ask(session, person, chosen.consultation_id, wanted)


def find_chosen(session: Session, chosen: Chosen) -> list[Response]:
    """The responses; raises `NotFoundError` when one of them is not of the survey."""
    numbers = {*chosen.responses}
    if not 1 <= len(numbers) <= MOST:
        raise ExclusionRefusedError(f"Choose from 1 to {MOST} replies.")
    query = (
        select(Response)
        .join(SurveyVersion, SurveyVersion.id == Response.version_id)
        .where(SurveyVersion.survey_id == chosen.survey_id, Response.id.in_(numbers))
        .order_by(Response.id)
    )
    found = list(session.scalars(query))
    if len(found) != len(numbers):
        raise NotFoundError
    return found


def _check_states(responses: Sequence[Response], action: str) -> None:
    for response in responses:
        if response.state not in ACTIONS[action][1]:
            raise ExclusionRefusedError(f"Response {response.id} is {response.state} already.")


def check_unread(session: Session, person: Person, numbers: Sequence[int]) -> None:
    """Who has read what a reply says has no part in judging it."""
    read = has_read(session, person, numbers)
    if read:
        raise ExclusionRefusedError(
            f"You have read what response {read[0]} says. Somebody who has not read it must judge it."
        )


def check_not_waiting(session: Session, chosen: Chosen, kinds: Sequence[str]) -> None:
    """The same is not asked for twice."""
    for request in waiting_about(session, chosen.consultation_id, kinds):
        both = {*request.response_ids} & {*chosen.responses}
        if both:
            raise ExclusionRefusedError(
                f"Request {request.id} about response {min(both)} waits for an answer already."
            )


def perform_exclusion(session: Session, request: ApprovalRequest, person: Person) -> None:
    """What was asked and approved, for the worker to do; `person` approved it."""
    chosen = Chosen(consultation_of(request), request.survey_id or 0, request.response_ids)
    check_unread(session, person, request.response_ids)
    responses = find_chosen(session, chosen)
    _check_states(responses, request.kind)
    for response in responses:
        session.add(
            Exclusion(
                response_id=response.id,
                action=request.kind,
                reason=request.reason,
                rule=request.rule,
                request_id=request.id,
                person_id=request.author_id,
            )
        )
        subject = f"response:{response.id}"
        audit.record(session, person, f"response {request.kind} approved", subject, rule=request.rule)


def exclude_retyped(session: Session, person: Person, response_id: int) -> None:
    """Take out a form that was typed wrongly and has been typed again."""
    response = session.get_one(Response, response_id)
    _check_states([response], "exclude")
    reason = "Typed wrongly; typed again."
    session.add(
        Exclusion(response_id=response_id, action="exclude", reason=reason, rule=RETYPED, person_id=person.id)
    )
    audit.record(session, person, "response retyped", f"response:{response_id}")


def exclusion_rules(session: Session, survey_id: int) -> dict[str, str]:
    """The rules by which replies may be taken out, with their sentences: those of the plan it opened with."""
    plan = deciding_plan(session, survey_id)
    return {each["code"]: each["sentence"] for each in plan.document["exclusions"]} if plan else {}


def apply_exclusions(session: Session, catalogue: Catalogue) -> int:
    """Apply what was asked and not yet done, oldest first; the number of requests dealt with."""
    waiting = select(Exclusion).where(Exclusion.applied_at.is_(None)).order_by(Exclusion.id).limit(BATCH)
    requests = session.scalars(waiting.with_for_update(skip_locked=True)).all()
    for request in requests:
        response = session.get_one(Response, request.response_id, with_for_update=True)
        after, before = ACTIONS[request.action]
        if response.state in before:
            _move(session, catalogue, response, after)
        request.applied_at = session.scalar(select(func.now()))
    return len(requests)


def _move(session: Session, catalogue: Catalogue, response: Response, after: str) -> None:
    sign = (after == "counted") - (response.state == "counted")
    if sign:
        session.add(_outbox_row(session, catalogue, response, sign))
    response.state = after
    if after == "erased":
        _erase(session, response)


def _outbox_row(session: Session, catalogue: Catalogue, response: Response, sign: int) -> Outbox:
    version = catalogue.version(session, response.version_id)
    return Outbox(
        version_id=response.version_id,
        arm_id=response.arm_id,
        eligible=response.eligible,
        stratum=response.stratum,
        positions=positions(version.layout, response.answers),
        sign=sign,
        day=day_of(response.received_at),
    )


def _erase(session: Session, response: Response) -> None:
    """Nothing of the person is left: what remains says only that there was a response."""
    session.execute(delete(Statement).where(Statement.response_id == response.id))
    session.execute(delete(Monitoring).where(Monitoring.response_id == response.id))
    session.execute(delete(Doubt).where(Doubt.response_id == response.id))
    response.answers = {}
    response.stratum = ""
    response.pace = response.crowd = None
    response.key_hash = b"erased:%d" % response.id
    response.receipt_hash = b"erased:%d" % response.id
    response.lot = None


def day_of(moment: datetime) -> date:
    return moment.astimezone(LONDON).date()
