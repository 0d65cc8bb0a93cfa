"""The tables, one module for each subject."""

from consult.models.approval import ApprovalAnswer, ApprovalRequest
from consult.models.audit import Audit, Probe, SentForm, SignInAttempt
from consult.models.base import Base
from consult.models.consultation import Arm, Consultation, Postcode, Survey, SurveyVersion
from consult.models.counting import Arrival, Cell, EditionRow, Outbox, PublishedGroup, Pulse, Snapshot
from consult.models.entry import AssistedEntry, EntryCheck
from consult.models.finding import FindingEvidence, FindingRecord
from consult.models.manuscript import Manuscript, ManuscriptComment, ManuscriptVersion, PreviewLink
from consult.models.person import Person, Role, SignedIn
from consult.models.plan import PlanApproval, PlanVersion
from consult.models.proposal import ConsultationEvent, Decision, Fact, ProposalVersion
from consult.models.reaching import BatchEvent, CodeUse, Invitation, InvitationBatch
from consult.models.response import Doubt, Draft, Exclusion, Monitoring, Response, VisitCount
from consult.models.statement import Moderation, Statement
from consult.models.submission import Consultee, ConsulteeReply, SessionNote, Withdrawal, WrittenSubmission
from consult.models.theme import Theme, ThemeMember, ThemeRun, ThemeSignOff

__all__ = [
    "ApprovalAnswer",
    "ApprovalRequest",
    "Arm",
    "Arrival",
    "AssistedEntry",
    "Audit",
    "Base",
    "BatchEvent",
    "Cell",
    "CodeUse",
    "Consultation",
    "ConsultationEvent",
    "Consultee",
    "ConsulteeReply",
    "Decision",
    "Doubt",
    "Draft",
    "EditionRow",
    "EntryCheck",
    "Exclusion",
    "Fact",
    "FindingEvidence",
    "FindingRecord",
    "Invitation",
    "InvitationBatch",
    "Manuscript",
    "ManuscriptComment",
    "ManuscriptVersion",
    "Moderation",
    "Monitoring",
    "Outbox",
    "Person",
    "PlanApproval",
    "PlanVersion",
    "Postcode",
    "PreviewLink",
    "Probe",
    "ProposalVersion",
    "PublishedGroup",
    "Pulse",
    "Response",
    "Role",
    "SentForm",
    "SessionNote",
    "SignInAttempt",
    "SignedIn",
    "Snapshot",
    "Statement",
    "Survey",
    "SurveyVersion",
    "Theme",
    "ThemeMember",
    "ThemeRun",
    "ThemeSignOff",
    "VisitCount",
    "Withdrawal",
    "WrittenSubmission",
]
