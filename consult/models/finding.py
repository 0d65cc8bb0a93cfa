"""Findings: made once, never changed; a later one stands beside the earlier ones."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consult.models.base import Base, Id, Json, Made


class FindingRecord(Base):
    """What the replies showed: `shown` is what everybody may read, the digests say what it was made from.

    An `exploratory` one is by a plan that was approved after replies had come; it stands beside, never instead.
    """

    __tablename__ = "finding"
    __table_args__ = (UniqueConstraint("survey_id", "number"),)

    id: Mapped[Id]
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"))
    number: Mapped[int]
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    occasion: Mapped[str]
    state: Mapped[str]
    exploratory: Mapped[bool] = mapped_column(server_default="false")
    plan_digest: Mapped[str]
    data_digest: Mapped[str]
    code_version: Mapped[str]
    shown: Mapped[Json]
    made_at: Mapped[Made]


class FindingEvidence(Base):
    """The exact figures of a finding, for an auditor, and what its print rested on; no page shows them."""

    __tablename__ = "finding_evidence"

    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"), primary_key=True)
    document: Mapped[Json]
    printed: Mapped[Json]
