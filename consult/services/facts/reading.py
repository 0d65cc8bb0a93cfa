"""Reading facts: the newest version of each, all versions of one, and what `analysis` makes of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis.evidence.outcomes import Outcome, Outcomes, parse_outcomes
from analysis.evidence.register import Entry, Register, parse_register
from analysis.evidence.scorecard import Held, parse_held
from analysis.evidence.triangulation import Survey, parse_survey
from consult.errors import NotFoundError
from consult.models import Fact

ACCURACY, OUTCOME, HELD, SURVEY = "accuracy", "outcome", "held", "survey"


@dataclass(frozen=True, slots=True)
class FactView:
    """One version of a fact: `document` as entered, `shown` as computed when it was saved."""

    kind: str
    code: str
    number: int
    document: dict[str, Any]
    shown: dict[str, Any]
    withdrawn: bool
    reason: str
    made_at: datetime

    @property
    def title(self) -> str:
        """What a list calls it."""
        return str(self.document.get("title") or self.document.get("label") or self.code)


def read_facts(
    session: Session, consultation_id: int, kind: str, by: datetime | None = None
) -> list[FactView]:
    """The newest version of each fact of a kind (by a moment), withdrawn ones too, in the order of their entry."""
    query = select(Fact).where(Fact.consultation_id == consultation_id, Fact.kind == kind).order_by(Fact.id)
    if by is not None:
        query = query.where(Fact.made_at <= by)
    newest: dict[str, FactView] = {}
    for row in session.scalars(query):
        newest[row.code] = _view(row)
    return list(newest.values())


def read_current(
    session: Session, consultation_id: int, kind: str, by: datetime | None = None
) -> list[FactView]:
    """The facts of a kind that stand, or stood at a moment."""
    return [fact for fact in read_facts(session, consultation_id, kind, by) if not fact.withdrawn]


def read_versions(session: Session, consultation_id: int, kind: str, code: str) -> list[FactView]:
    """All versions of a fact, the newest first; raises `NotFoundError` for one that was never entered."""
    query = select(Fact).where(Fact.consultation_id == consultation_id, Fact.kind == kind, Fact.code == code)
    found = [_view(row) for row in session.scalars(query.order_by(Fact.number.desc()))]
    if not found:
        raise NotFoundError
    return found


def entry_of(fact: FactView) -> Entry:
    return parse_register({"entries": [fact.document]}).entries[0]


def outcome_of(fact: FactView) -> Outcome:
    return parse_outcomes({"outcomes": [fact.document]}).outcomes[0]


def read_register(session: Session, consultation_id: int, system: str) -> Register:
    """The accuracy evidence that stands; `system` is the one that was chosen, empty before."""
    facts = read_current(session, consultation_id, ACCURACY)
    return Register(tuple(map(entry_of, facts)), system)


def read_outcomes(session: Session, consultation_id: int) -> Outcomes:
    return Outcomes(tuple(map(outcome_of, read_current(session, consultation_id, OUTCOME))))


def read_held(session: Session, consultation_id: int) -> list[Held]:
    """The pieces of evidence that staff recorded for a need."""
    return [parse_held(fact.document) for fact in read_current(session, consultation_id, HELD)]


def read_surveys(session: Session, consultation_id: int, by: datetime | None = None) -> list[Survey]:
    """What others asked, as it stands or stood at a moment."""
    return [parse_survey(fact.document) for fact in read_current(session, consultation_id, SURVEY, by)]


def _view(row: Fact) -> FactView:
    return FactView(
        kind=row.kind,
        code=row.code,
        number=row.number,
        document=row.document,
        shown=row.shown,
        withdrawn=row.withdrawn,
        reason=row.reason,
        made_at=row.made_at,
    )
