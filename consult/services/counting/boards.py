"""Reading what the board may show: the newest snapshot, the groups let out, and the pulse."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analysis.arrays import FloatArray
from analysis.board.cards import Card, make_cards
from analysis.board.support import SupportFigures, parse_figures
from consult.errors import NotFoundError
from consult.models import Arm, Arrival, PublishedGroup, Pulse, Snapshot, SurveyVersion
from consult.services.consultations.catalogue import Version, read_version
from consult.services.counting.cubes import move_columns
from consult.services.counting.material import make_material


@dataclass(frozen=True, slots=True)
class PulseNow:
    """How many replies are counted, and which snapshot is shown."""

    replies: int
    number: int


@dataclass(frozen=True)
class GroupView:
    """A group as it was last let out; without cards when too few of its replies have come."""

    key: str
    support: SupportFigures | None
    cards: list[Card]
    number: int


def read_pulse(session: Session, survey_id: int) -> PulseNow:
    replies = session.scalar(select(Pulse.replies).where(Pulse.survey_id == survey_id)) or 0
    number = session.scalar(select(func.max(Snapshot.number)).where(Snapshot.survey_id == survey_id)) or 0
    return PulseNow(replies, number)


def version_of(session: Session, newest: Version, proposal_number: int) -> Version:
    """The last questionnaire that asked about a version of the proposal; `NotFoundError` where none did."""
    of = {"survey_id": newest.survey_id, "proposal_number": proposal_number}
    query = select(SurveyVersion).filter_by(**of).order_by(SurveyVersion.number.desc()).limit(1)
    row = session.scalars(query).one_or_none()
    if row is None:
        raise NotFoundError
    return newest if row.id == newest.id else read_version(row)


@dataclass(frozen=True, eq=False)
class GroupCounts:
    """The sums of a group as they were let out, in the layout of the newest version, and its support."""

    counts: FloatArray
    weighted: FloatArray | None
    support: SupportFigures
    number: int


def read_group(session: Session, version: Version, key: str, names: Collection[str]) -> GroupView:
    """The group with this key and the cards of the questions with these names."""
    found = read_counts(session, version, key)
    if found is None:
        return GroupView(key, None, [], 0)
    whole = make_material(version.questionnaire)
    asked = tuple(question for question in whole.questions if question.name in names)
    material = replace(whole, questions=asked)
    cards = make_cards(material, found.counts, found.weighted, found.support)
    return GroupView(key, found.support, cards, found.number)


def read_counts(session: Session, version: Version, key: str) -> GroupCounts | None:
    """The group with this key, None when it was never let out."""
    row = session.get(PublishedGroup, (version.survey_id, version.proposal_number, key))
    if row is None:
        return None
    counts = stored_counts(session, row, version)
    weighted = None if row.weighted is None else np.frombuffer(row.weighted, dtype=np.float32)
    fitted = None if weighted is None else _fitted(session, weighted, row.version_id, version)
    return GroupCounts(counts, fitted, parse_figures(row.support), row.number)


def stored_counts(session: Session, row: PublishedGroup, version: Version) -> FloatArray:
    """The counts of a group in the layout of a version; questions added since have no answers yet."""
    return _fitted(session, np.frombuffer(row.counts, dtype=np.int32), row.version_id, version)


def _fitted(
    session: Session, numbers: NDArray[np.int32] | NDArray[np.float32], version_id: int, version: Version
) -> FloatArray:
    if version_id == version.id:
        return numbers.astype(np.float64)
    places = move_columns(read_version(session.get_one(SurveyVersion, version_id)).layout, version.layout)
    fitted = np.zeros(version.layout.size)
    np.add.at(fitted, places[places >= 0], numbers[places >= 0])
    return fitted


def read_arrivals(session: Session, survey_id: int) -> list[tuple[date, str, int]]:
    """Replies by day and by how people were reached."""
    query = (
        select(Arrival.day, Arm.code, func.sum(Arrival.responses))
        .join(SurveyVersion, SurveyVersion.id == Arrival.version_id)
        .join(Arm, Arm.id == Arrival.arm_id)
        .where(SurveyVersion.survey_id == survey_id)
        .group_by(Arrival.day, Arm.code)
        .order_by(Arrival.day)
    )
    return [(day, arm, int(responses)) for day, arm, responses in session.execute(query)]
