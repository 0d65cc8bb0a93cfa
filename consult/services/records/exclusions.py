"""Taking responses out of the count, bringing them back, and erasing them: always with a reason, never silently.

The web service only asks. The worker applies what was asked, and the change travels to the cells the same
way as a new response does: through the outbox.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from consult.clock import LONDON
from consult.errors import ConsultError, NotFoundError
from consult.models import Doubt, Exclusion, Monitoring, Outbox, Person, Response, Statement, SurveyVersion
from consult.services import audit
from consult.services.consultations.catalogue import Catalogue
from consult.services.findings.published import first_plan
from surveys.layout import positions

# What an action makes of a response, and from which states it can start.
ACTIONS: dict[str, tuple[str, frozenset[str]]] = {
    "exclude": ("excluded", frozenset({"counted"})),
    "reinstate": ("counted", frozenset({"excluded"})),
    "erase": ("erased", frozenset({"counted", "excluded"})),
}
RETYPED = "retyped"  # the one rule no plan needs: a paper form was typed wrongly and typed again
BATCH = 200


class ExclusionRefusedError(ConsultError):
    title = "This cannot be done with this response"


@dataclass(frozen=True, slots=True)
class Act:
    """What is to be done with a response, why, and by which rule of the plan it is taken out."""

    action: str
    reason: str
    rule: str = ""


def ask_exclusion(session: Session, person: Person | None, response_id: int, act: Act) -> None:
    """Ask the worker to act; raises `ExclusionRefusedError` without a reason or rule, or where it cannot be done."""
    response = session.get(Response, response_id)
    if response is None or act.action not in ACTIONS:
        raise NotFoundError
    if not act.reason.strip():
        raise ExclusionRefusedError("Say why: the reason is part of the public record of the consultation.")
    rules = exclusion_rules(session, response.version_id)
    if act.action == "exclude" and act.rule not in {*rules, RETYPED}:
        raise ExclusionRefusedError(
            "Replies are only taken out by a rule of the plan that the consultation opened with."
        )
    if response.state not in ACTIONS[act.action][1]:
        raise ExclusionRefusedError(f"The response is {response.state} already.")
    asked_by = person.id if person else None
    session.add(
        Exclusion(
            response_id=response_id,
            action=act.action,
            reason=act.reason.strip(),
            rule=act.rule if act.action == "exclude" else "",
            person_id=asked_by,
        )
    )
    audit.record(session, person, f"response {act.action} asked", f"response:{response_id}", rule=act.rule)


def exclusion_rules(session: Session, version_id: int) -> dict[str, str]:
    """The rules by which replies may be taken out, with their sentences: those of the plan it opened with."""
    plan = first_plan(session, session.get_one(SurveyVersion, version_id).survey_id)
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
    response.pace = None
    response.key_hash = b"erased:%d" % response.id
    response.receipt_hash = b"erased:%d" % response.id


def day_of(moment: datetime) -> date:
    return moment.astimezone(LONDON).date()
