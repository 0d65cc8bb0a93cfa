"""Requests as pages list them: what waits, and what became of the others."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from consult.models import ApprovalAnswer, ApprovalRequest
from consult.services.approvals.asking import is_waiting

WAITING, EXPIRED = "waiting", "expired"
PAGE = 100


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request and what became of it: waiting, expired, or the decision of its answer."""

    request: ApprovalRequest
    state: str


def read_requests(session: Session, consultation_id: int) -> list[RequestView]:
    """Those that wait, the oldest first, then the newest others."""
    now = session.scalars(select(func.now())).one()
    query = (
        select(ApprovalRequest)
        .where(ApprovalRequest.consultation_id == consultation_id)
        .options(
            joinedload(ApprovalRequest.author),
            joinedload(ApprovalRequest.answer).joinedload(ApprovalAnswer.person),
        )
        .order_by(ApprovalRequest.id.desc())
    )
    waiting = session.scalars(query.where(is_waiting()))
    others = session.scalars(query.where(~is_waiting()).limit(PAGE))
    return [view_of(row, now) for row in [*reversed(waiting.all()), *others.all()]]


def view_of(request: ApprovalRequest, now: datetime) -> RequestView:
    if request.answer is not None:
        return RequestView(request, request.answer.decision)
    return RequestView(request, WAITING if request.expires_at > now else EXPIRED)


def read_state(session: Session, request: ApprovalRequest) -> str:
    """What became of a request by now."""
    return view_of(request, session.scalars(select(func.now())).one()).state


def waiting_manuscripts(session: Session) -> list[ApprovalRequest]:
    """The requests about what is not published yet, or is to be corrected, that wait for a second person."""
    query = select(ApprovalRequest).where(ApprovalRequest.manuscript_id.is_not(None), is_waiting())
    return list(
        session.scalars(query.order_by(ApprovalRequest.id).options(joinedload(ApprovalRequest.author)))
    )


def count_waiting(session: Session, consultation_ids: Sequence[int]) -> Counter[int]:
    """How many requests wait, by consultation."""
    query = select(ApprovalRequest.consultation_id, func.count()).where(
        ApprovalRequest.consultation_id.in_(consultation_ids), is_waiting()
    )
    found = session.execute(query.group_by(ApprovalRequest.consultation_id))
    return Counter({number: waiting for number, waiting in found if number is not None})
