"""Asking for an act, and answering: by somebody else, once, and before the request expires.

Nothing here knows what an act does; `consult.services.acts` does it when a request is approved.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from consult.errors import ConsultError, NotFoundError
from consult.models import ApprovalAnswer, ApprovalRequest, Person
from consult.services import audit

LASTS = timedelta(days=14)
LOCK = 0x61736B  # the name of a lock
APPROVED, REFUSED, TAKEN_BACK = "approved", "refused", "taken_back"


class AnswerRefusedError(ConsultError):
    status = 409
    title = "This request cannot be answered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An act somebody asks for, and why; `document` holds what the act needs beside responses and a rule.

    It is about a consultation, or, with a `manuscript_id`, about what is to become one.
    """

    kind: str
    reason: str
    manuscript_id: int | None = None
    survey_id: int | None = None
    responses: Sequence[int] = ()
    rule: str = ""
    document: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody makes of a request, and why."""

    decision: str
    reason: str = ""


def ask(session: Session, person: Person, consultation_id: int | None, wanted: Wanted) -> ApprovalRequest:
    """Put a request on record; it waits for somebody else. Whether the act makes sense was looked at before."""
    request = ApprovalRequest(
        consultation_id=consultation_id,
        manuscript_id=wanted.manuscript_id,
        survey_id=wanted.survey_id,
        kind=wanted.kind,
        response_ids=sorted(wanted.responses),
        rule=wanted.rule,
        reason=wanted.reason.strip(),
        document=dict(wanted.document),
        author_id=person.id,
        expires_at=func.now() + LASTS,
    )
    session.add(request)
    session.flush()
    audit.record(session, person, "approval asked", f"approval_request:{request.id}", kind=wanted.kind)
    return request


def lock_requests(session: Session, consultation_id: int) -> None:
    """Until the end of the transaction nobody else asks or answers in this consultation.

    A manuscript is named by its number with a minus.
    """
    session.execute(select(func.pg_advisory_xact_lock(LOCK, consultation_id)))


def consultation_of(request: ApprovalRequest) -> int:
    """The consultation that a request is about; raises `NotFoundError` for one about a manuscript."""
    if request.consultation_id is None:
        raise NotFoundError
    return request.consultation_id


def answer(session: Session, person: Person, request: ApprovalRequest, given: Answer) -> None:
    """Put the answer on record; raises `AnswerRefusedError` for the asker's own, a second one, or a late one."""
    lock_requests(session, request.consultation_id or -(request.manuscript_id or 0))
    check_may_answer(session, person, request, given)
    session.add(
        ApprovalAnswer(
            request_id=request.id,
            author_id=request.author_id,
            person_id=person.id,
            decision=given.decision,
            reason=given.reason.strip(),
        )
    )
    session.flush()
    action = f"approval {given.decision.replace('_', ' ')}"
    audit.record(session, person, action, f"approval_request:{request.id}", kind=request.kind)


def check_may_answer(session: Session, person: Person, request: ApprovalRequest, given: Answer) -> None:
    own = person.id == request.author_id
    if own and given.decision != TAKEN_BACK:
        raise AnswerRefusedError("You asked for it. Somebody else has to answer.")
    if not own and given.decision == TAKEN_BACK:
        raise AnswerRefusedError("Only who asked for it can take it back. You can refuse it.")
    if given.decision == REFUSED and not given.reason.strip():
        raise AnswerRefusedError("Say why you refuse it, so that who asked can put it right.")
    if session.scalar(select(ApprovalAnswer.request_id).where(ApprovalAnswer.request_id == request.id)):
        raise AnswerRefusedError("It was answered already.")
    if not session.scalar(select(ApprovalRequest.id).where(ApprovalRequest.id == request.id, is_waiting())):
        raise AnswerRefusedError(
            "It has expired, because nobody answered in time. It can be asked for again."
        )


def is_waiting() -> ColumnElement[bool]:
    """Whether a request is neither answered nor expired."""
    answered = select(ApprovalAnswer.request_id).where(ApprovalAnswer.request_id == ApprovalRequest.id)
    return ~answered.exists() & (ApprovalRequest.expires_at > func.now())


def find_request(session: Session, consultation_id: int, request_id: int) -> ApprovalRequest:
    """Raises `NotFoundError` for a number that this consultation has no request of."""
    found = session.get(ApprovalRequest, request_id)
    if found is None or found.consultation_id != consultation_id:
        raise NotFoundError
    return found


def waiting_about(session: Session, consultation_id: int, kinds: Sequence[str]) -> list[ApprovalRequest]:
    """The requests of some kinds that wait, the oldest first."""
    query = select(ApprovalRequest).where(
        ApprovalRequest.consultation_id == consultation_id, ApprovalRequest.kind.in_(kinds), is_waiting()
    )
    return list(session.scalars(query.order_by(ApprovalRequest.id)))
