"""Events of a consultation as visitors read them: each with what happened, why, and a title."""

from dataclasses import dataclass
from datetime import datetime

from consult.models import ConsultationEvent

PAUSE = "pause"
EVENTS = {
    "material_change": "the proposal changed",
    "extension": "more time to answer",
    "early_closing": "closed before its time",
    PAUSE: "paused",
    "resumption": "goes on, with the time given back",
    "correction": "words of questions were corrected",
}


@dataclass(frozen=True)
class EventEntry:
    """A change that was announced while people could answer; None for what stayed as it was."""

    at: datetime
    kind: str
    what: str
    why: str
    notice: str
    closed_before: datetime
    closes_at: datetime | None
    proposal_number: int | None

    @property
    def title(self) -> str:
        """What happened, in a few words."""
        return EVENTS[self.kind]

    @property
    def early(self) -> bool:
        """Whether it ended the time to answer before it was to end."""
        return self.closes_at is not None and self.closes_at < self.closed_before


def read_event(row: ConsultationEvent) -> EventEntry:
    return EventEntry(
        at=row.at,
        kind=row.kind,
        what=row.what,
        why=row.why,
        notice=row.notice,
        closed_before=row.closed_before,
        closes_at=row.closes_at,
        proposal_number=row.proposal_number,
    )
