"""What the public says on each test of the proposal, measured from the groups as they were let out."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy.orm import Session

from analysis.board.cards import make_cards
from analysis.board.material import Material
from analysis.evidence.measures import Wanted, measure
from consult.models import Consultation, Survey
from consult.services.consultations.catalogue import Version
from consult.services.counting.boards import read_counts
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
    support: Mapping[str, Any],
) -> dict[str, list[dict[str, Any]]]:
    """The measures of everybody and of each way of being reached, as documents by the group's key.

    `support` holds the figures of the groups that were let out just now; others are passed over.
    """
    named = {name for each in wanted for name in each.questions}
    questions = tuple(question for question in material.questions if question.name in named)
    asked, found = replace(material, questions=questions), {}
    for key, document in support.items():
        counts = read_counts(session, version, key) if _is_whole(key) else None
        if counts is not None:
            cards = make_cards(asked, counts.counts, counts.weighted, document)
            found[key] = [asdict(each) for each in measure(wanted, cards, document["worth"])]
    return found


def _is_whole(key: str) -> bool:
    """Everybody, or everybody who was reached in one way."""
    return key == "" or (key.startswith("arm=") and "&" not in key)
