"""The tables, one module for each subject."""

from consult.models.audit import Audit, SignInAttempt
from consult.models.base import Base
from consult.models.consultation import Arm, Consultation, Invitation, Postcode, Survey, SurveyVersion
from consult.models.counting import Arrival, Cell, EditionRow, Outbox, PublishedGroup, Pulse, Snapshot
from consult.models.fact import Fact
from consult.models.person import Person, Role
from consult.models.proposal import ConsultationEvent, ProposalVersion
from consult.models.response import Draft, Exclusion, Monitoring, Response
from consult.models.statement import Moderation, Statement
from consult.models.theme import Theme, ThemeMember, ThemeRun

__all__ = [
    "Arm",
    "Arrival",
    "Audit",
    "Base",
    "Cell",
    "Consultation",
    "ConsultationEvent",
    "Draft",
    "EditionRow",
    "Exclusion",
    "Fact",
    "Invitation",
    "Moderation",
    "Monitoring",
    "Outbox",
    "Person",
    "Postcode",
    "ProposalVersion",
    "PublishedGroup",
    "Pulse",
    "Response",
    "Role",
    "SignInAttempt",
    "Snapshot",
    "Statement",
    "Survey",
    "SurveyVersion",
    "Theme",
    "ThemeMember",
    "ThemeRun",
]
