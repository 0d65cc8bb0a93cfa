"""What happens when a request is approved, by its kind; and what each kind is called."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from consult.models import ApprovalRequest, Person
from consult.services.approvals.asking import APPROVED, Answer, AnswerRefusedError, answer
from consult.services.consultations.changing import EventRefusedError
from consult.services.consultations.revising import CHANGE, perform_change
from consult.services.findings.closing import CLOSE, ClosingRefusedError, perform_closing
from consult.services.findings.plans import PLAN, ApprovalRefusedError, perform_plan
from consult.services.records.exclusions import ExclusionRefusedError, perform_exclusion
from consult.services.records.noting import perform_note
from consult.services.studio.publishing import (
    CORRECT,
    PUBLISH,
    PublicationRefusedError,
    perform_correction,
    perform_publication,
)

Perform = Callable[[Session, ApprovalRequest, Person], object]


@dataclass(frozen=True, slots=True)
class ActKind:
    """`title` says what is asked for; `perform` does it, with the person who approved it."""

    title: str
    perform: Perform


ACTS: Mapping[str, ActKind] = {
    "exclude": ActKind("Take replies out of the count", perform_exclusion),
    "reinstate": ActKind("Bring replies back into the count", perform_exclusion),
    "erase": ActKind("Erase a reply", perform_exclusion),
    CLOSE: ActKind("Close the consultation before its time", perform_closing),
    CHANGE: ActKind("Publish a changed proposal", perform_change),
    PLAN: ActKind("Put a plan of the analysis in force", perform_plan),
    PUBLISH: ActKind("Publish a consultation", perform_publication),
    CORRECT: ActKind("Correct the words of published questions", perform_correction),
    "doubt": ActKind("Doubt replies", perform_note),
    "settle": ActKind("Settle doubts about replies", perform_note),
}


REFUSALS = (
    ApprovalRefusedError,
    ClosingRefusedError,
    EventRefusedError,
    ExclusionRefusedError,
    PublicationRefusedError,
)


def approve(session: Session, person: Person, request: ApprovalRequest) -> None:
    """Approve what somebody else asked for, and do it.

    Raises `AnswerRefusedError` where it cannot be answered by this person, or cannot be done any more.
    """
    answer(session, person, request, Answer(APPROVED))
    try:
        ACTS[request.kind].perform(session, request, person)
    except REFUSALS as refused:
        raise AnswerRefusedError(refused.message) from refused
