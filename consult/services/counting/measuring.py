"""What the public says on each test of the proposal, measured from the groups as they were let out."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy.orm import Session

from analysis.board.cards import Card, make_cards
from analysis.board.found import tell_found
from analysis.board.material import Material
from analysis.board.support import SupportFigures
from analysis.evidence.measures import Wanted, measure
from consult.models import Consultation, Survey
from consult.services.consultations.catalogue import Version
from consult.services.counting.boards import read_counts
from consult.services.counting.material import make_material
from surveys.proposal import parse_proposal


def read_wanted(session: Session, survey_id: int) -> list[Wanted]:
    """The measures that the proposal names."""
    survey = session.get_one(Survey, survey_id)
    proposal = parse_proposal(session.get_one(Consultation, survey.consultation_id).document)
    return [Wanted(each.test, each.kind, each.questions, each.labels) for each in proposal.measures]


def measure_groups(
    session: Session,
    version: Version,
    material: Material,
    wanted: Sequence[Wanted],
    support: Mapping[str, SupportFigures],
) -> dict[str, list[dict[str, Any]]]:
    """The measures of each population and each way of being reached, as documents by the group's key.

    `support` holds the figures of the groups that were let out just now; others are passed over.
    """
    asked, found = _named(material, wanted), {}
    for key, figures in support.items():
        cards = read_cards(session, version, asked, key) if _is_whole(key) else []
        if cards:
            found[key] = [asdict(each) for each in measure(wanted, cards, figures.worth)]
    return found


def measure_found(
    session: Session, version: Version, wanted: Sequence[Wanted], found: Mapping[str, SupportFigures]
) -> dict[str, list[dict[str, Any]]]:
    """The measures of the main question once more, by the group's key, with the shares of a finding in its place.

    What was asked beside it is as the board showed it last; groups that it never let out are passed over.
    """
    material = make_material(version.questionnaire)
    primary = version.questionnaire.owners[material.primary].name
    about = [each for each in wanted if primary in each.questions]
    asked, measured = _named(material, about), {}
    for key, figures in found.items():
        cards = tell_found(read_cards(session, version, asked, key), material.primary, figures)
        if cards:
            measured[key] = [asdict(each) for each in measure(about, cards)]
    return measured


def _named(material: Material, wanted: Sequence[Wanted]) -> Material:
    """Only the questions that are measured."""
    named = {name for each in wanted for name in each.questions}
    return replace(material, questions=tuple(each for each in material.questions if each.name in named))


def read_cards(session: Session, version: Version, material: Material, key: str) -> list[Card]:
    """The cards of a group as it was let out last; none where it never was."""
    group = read_counts(session, version, key)
    return [] if group is None else make_cards(material, group.counts, group.weighted, group.support)


def _is_whole(key: str) -> bool:
    """Everybody of a population, or everybody who was reached in one way."""
    return "&" not in key
