"""What of a finding may be printed after all that was let out before, and what to remember of it."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis.documents import to_document
from analysis.finding.finding import parse_finding
from analysis.finding.publication import Published, Shown
from analysis.vocabulary import STATES
from consult.models import FindingEvidence, FindingRecord, PublishedGroup
from consult.services.consultations.catalogue import Version
from consult.services.counting.boards import stored_counts
from consult.services.counting.material import make_material


def read_last(session: Session, version: Version, *, exploratory: bool = False) -> Published | Shown:
    """The finding that was printed last of its kind, or what the groups of the board showed when there is none.

    An exploratory finding is made beside one by the deciding plan, of the same replies, so what both showed last
    are the same counts.
    """
    query = (
        select(FindingEvidence.printed)
        .join(FindingRecord, FindingRecord.id == FindingEvidence.finding_id)
        .where(FindingRecord.survey_id == version.survey_id, FindingRecord.exploratory.is_(exploratory))
        .order_by(FindingRecord.number.desc())
        .limit(1)
    )
    printed = session.scalars(query).one_or_none()
    return _board(session, version) if printed is None else _parse(printed)


def remember(published: Published) -> dict[str, Any]:
    """The same as a document, with the exact counts that it rested on."""
    shown = {key: counts.tolist() for key, counts in published.shown.items()}
    return {"finding": to_document(published.finding), "shown": shown, "notice": published.notice}


def _parse(printed: Mapping[str, Any]) -> Published:
    shown = {key: np.array(counts, dtype=np.float64) for key, counts in printed["shown"].items()}
    return Published(parse_finding(printed["finding"]), shown, printed["notice"])


def _board(session: Session, version: Version) -> Shown:
    """Support, oppose, neither and no answer of each group that answers this proposal, as the board let it out last."""
    states = make_material(version.questionnaire).states
    found = {}
    same = {"survey_id": version.survey_id, "proposal_number": version.proposal_number}
    for row in session.scalars(select(PublishedGroup).filter_by(**same)):
        counts = stored_counts(session, row, version)
        sides = [counts[list(states[state])].sum() for state in STATES]
        found[row.key] = np.array([*sides, counts[0] - sum(sides)])
    return found
