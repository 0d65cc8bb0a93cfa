"""The newest snapshot and the number of replies, for pages that load no numbers library."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analysis.board.support import SupportFigures, parse_figures
from consult.models import Pulse, Snapshot, SurveyVersion


def read_snapshot(session: Session, survey_id: int, proposal_number: int | None = None) -> Snapshot | None:
    """The newest snapshot of replies to a version of the proposal, the newest one unless a number is given.

    None before there are enough such replies for one.
    """
    versions = select(func.max(SurveyVersion.proposal_number)).where(SurveyVersion.survey_id == survey_id)
    wanted = versions.scalar_subquery() if proposal_number is None else proposal_number
    query = select(Snapshot).where(Snapshot.survey_id == survey_id, Snapshot.proposal_number == wanted)
    return session.scalars(query.order_by(Snapshot.number.desc()).limit(1)).one_or_none()


class FiguresShown(Mapping[str, SupportFigures]):
    """The three shares of each group that was let out, by its key; each is read when it is asked for."""

    def __init__(self, documents: Mapping[str, Any]) -> None:
        self._documents = documents
        self._read: dict[str, SupportFigures] = {}

    def __getitem__(self, key: str) -> SupportFigures:
        if key not in self._read:
            self._read[key] = parse_figures(self._documents[key])
        return self._read[key]

    def __contains__(self, key: object) -> bool:
        return key in self._documents

    def __iter__(self) -> Iterator[str]:
        return iter(self._documents)

    def __len__(self) -> int:
        return len(self._documents)


def figures_shown(snapshot: Snapshot) -> FiguresShown:
    return FiguresShown(snapshot.body["support"])


def released_at(snapshot: Snapshot, population: str) -> datetime | None:
    """When the figures of a population were made, None where none were."""
    found = snapshot.body.get("released", {}).get(population)
    return datetime.fromisoformat(found) if found else None


def count_replies(session: Session, survey_ids: Sequence[int]) -> int:
    """How many replies to these surveys have been counted."""
    found = session.scalar(select(func.sum(Pulse.replies)).where(Pulse.survey_id.in_(survey_ids)))
    return int(found or 0)
