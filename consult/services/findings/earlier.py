"""What people replied to earlier versions of the proposal, to stand beside a finding about the newest."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analysis.board.overview import support_summary
from analysis.documents import to_document
from analysis.scales import SCALES
from consult.models import Consultation, Snapshot, SurveyVersion
from consult.services.counting.shown import figures_shown, read_snapshot


def earlier_versions(session: Session, consultation: Consultation, survey_id: int) -> list[dict[str, Any]]:
    """By version: its number, and support as the board last showed it (None: too few replies).

    Figures that were let out before tell nothing new, so nothing has to be protected again.
    """
    newest = select(func.max(SurveyVersion.proposal_number)).where(SurveyVersion.survey_id == survey_id)
    found = []
    for number in range(1, session.scalar(newest) or 1):
        snapshot = read_snapshot(session, survey_id, number)
        found.append({"number": number, "support": snapshot and _tabulate(consultation, snapshot)})
    return found


def _tabulate(consultation: Consultation, snapshot: Snapshot) -> Any:
    support = figures_shown(snapshot)
    keys = [(f"arm={arm.code}", arm.label) for arm in consultation.arms]
    groups = [(key, label, support[key]) for key, label in keys if key in support]
    return to_document(SCALES["ordinal"].table(support_summary(groups)))
