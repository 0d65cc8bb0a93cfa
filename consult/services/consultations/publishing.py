"""Setting up a consultation: its proposal, its surveys and their versions, and the ways people are reached."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analysis.canonical import digest
from analysis.vocabulary import CHANCE_PANEL
from consult.models import Arm, Consultation, Person, ProposalVersion, Survey, SurveyVersion
from consult.services import audit
from surveys.columns import clashes
from surveys.document import parse
from surveys.proposal import parse_proposal
from surveys.questionnaire import Questionnaire
from surveys.reading.reader import DefinitionError, Problem

OPEN_LINK = "open_link"
PARTNER_LINK = "partner_link"

# How people can be reached, in the words of the board.
ARM_KINDS = {
    OPEN_LINK: "Open link: anybody could reply",
    "random_invitation": "Random invitation: households chosen by lot",
    CHANCE_PANEL: "Panel whose members were recruited by chance",
    "opt_in_panel": "Panel that people joined by themselves",
    PARTNER_LINK: "Link of a partner organisation",
    "paper": "Paper",
    "phone": "Telephone",
    "event": "Event",
}


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a consultation takes answers."""

    opens_at: datetime
    closes_at: datetime
    grace_minutes: int = 60


def create_consultation(
    session: Session, slug: str, document: Mapping[str, Any], schedule: Schedule, *, synthetic: bool = False
) -> Consultation:
    """Add a consultation that can be reached by open link; raises `DefinitionError` for a wrong document."""
    parse_proposal(document)
    consultation = Consultation(
        slug=slug,
        document=dict(document),
        opens_at=schedule.opens_at,
        closes_at=schedule.closes_at,
        grace_minutes=schedule.grace_minutes,
        synthetic=synthetic,
    )
    session.add(consultation)
    session.flush()
    publish_proposal(session, consultation, document)
    add_arm(session, consultation, OPEN_LINK)
    return consultation


def publish_proposal(session: Session, consultation: Consultation, document: Mapping[str, Any]) -> int:
    """Keep a proposal as the consultation's next version, and show it; the version's number."""
    number = newest_proposal(session, consultation.id) + 1
    session.add(
        ProposalVersion(
            consultation_id=consultation.id, number=number, document=dict(document), digest=digest(document)
        )
    )
    consultation.document = dict(document)
    session.flush()
    return number


def newest_proposal(session: Session, consultation_id: int) -> int:
    """The number of the newest version of a proposal, 0 before there is one."""
    query = select(func.max(ProposalVersion.number)).where(ProposalVersion.consultation_id == consultation_id)
    return session.scalar(query) or 0


def add_arm(session: Session, consultation: Consultation, kind: str, code: str = "", label: str = "") -> Arm:
    """Another way of reaching people."""
    arm = Arm(consultation=consultation, kind=kind, code=code or kind, label=label or ARM_KINDS[kind])
    session.add(arm)
    session.flush()
    return arm


def add_survey(session: Session, consultation: Consultation, slug: str, title: str) -> Survey:
    survey = Survey(consultation=consultation, slug=slug, title=title)
    session.add(survey)
    session.flush()
    return survey


def check_names(questionnaire: Questionnaire) -> None:
    """Raises `DefinitionError` for a name that a column of every export has."""
    taken = clashes(questionnaire)
    if taken:
        words = "is what a column of every export is called. Choose another name for the question or option."
        raise DefinitionError([Problem(f"“{name}”", f"“{name}” {words}") for name in taken])


def publish(
    session: Session, person: Person | None, survey: Survey, document: Mapping[str, Any]
) -> SurveyVersion:
    """Freeze a questionnaire as the survey's next version; raises `DefinitionError` with every problem."""
    check_names(parse(document))
    version = SurveyVersion(
        survey=survey,
        number=len(survey.versions) + 1,
        document=dict(document),
        digest=digest(document),
        proposal_number=newest_proposal(session, survey.consultation_id),
    )
    session.add(version)
    session.flush()
    audit.record(session, person, "survey published", f"survey_version:{version.id}", digest=version.digest)
    return version
