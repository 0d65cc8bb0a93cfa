"""Raising doubts about replies and settling them: asked for by one person, approved by another.

Neither is shown what a reply says. A doubt that is only asked for counts for nothing yet.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from consult.models import ApprovalRequest, Doubt, Person, Response
from consult.services import audit
from consult.services.approvals.asking import Wanted, ask, consultation_of, lock_requests
from consult.services.records.exclusions import (
    Chosen,
    ExclusionRefusedError,
    check_not_waiting,
    check_unread,
    find_chosen,
)

KINDS = {"raised": "doubt", "settled": "settle"}
"""What a note is called among the requests."""
ACTIONS = {kind: action for action, kind in KINDS.items()}


class DoubtRefusedError(ExclusionRefusedError):
    pass


@dataclass(frozen=True, slots=True)
class Note:
    """A doubt that is raised, or all that are settled: then with what had been noticed, by response."""

    action: str
    reason: str
    causes: Mapping[int, Sequence[str]] = field(default_factory=dict)


def ask_note(session: Session, person: Person, chosen: Chosen, note: Note) -> ApprovalRequest:
    """Ask for a doubt about some responses to be raised, or for all there are to be settled.

    Raises `DoubtRefusedError` about replies that are not counted.
    """
    if not note.reason.strip():
        raise DoubtRefusedError("Say why: the reason is kept on record.")
    lock_requests(session, chosen.consultation_id)
    _check(find_chosen(session, chosen))
    check_unread(session, person, chosen.responses)
    check_not_waiting(session, chosen, tuple(ACTIONS))
    wanted = Wanted(
        kind=KINDS[note.action],
        reason=note.reason,
        survey_id=chosen.survey_id,
        responses=chosen.responses,
        document={
            "causes": {str(number): sorted(note.causes.get(number, ())) for number in chosen.responses}
        },
    )
    return ask(session, person, chosen.consultation_id, wanted)


def perform_note(session: Session, request: ApprovalRequest, person: Person) -> None:
    """Note what was asked and approved; `person` approved it."""
    chosen = Chosen(consultation_of(request), request.survey_id or 0, request.response_ids)
    check_unread(session, person, request.response_ids)
    responses, action = find_chosen(session, chosen), ACTIONS[request.kind]
    _check(responses)
    for response in responses:
        causes = request.document["causes"].get(str(response.id), []) if action == "settled" else []
        said = {"action": action, "reason": request.reason, "causes": causes}
        session.add(
            Doubt(response_id=response.id, person_id=request.author_id, request_id=request.id, **said)
        )
        audit.record(session, person, f"doubt {action} approved", f"response:{response.id}")


def _check(responses: Sequence[Response]) -> None:
    for response in responses:
        if response.state != "counted":
            raise DoubtRefusedError(
                f"Response {response.id} is {response.state}, so no doubt about it matters."
            )
