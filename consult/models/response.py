"""What residents send: drafts while they write, responses when they have finished."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    SmallInteger,
    Text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from consult.models.base import Base, Id, Json, Made


class Draft(Base):
    """Answers not yet sent, readable only with the secret in the person's own browser."""

    __tablename__ = "draft"

    id: Mapped[bytes] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("survey_version.id"))
    arm_id: Mapped[int] = mapped_column(ForeignKey("arm.id"))
    sealed: Mapped[bytes]
    opened_at: Mapped[Made]
    saved_at: Mapped[Made] = mapped_column(index=True)


class Response(Base):
    """One person's answers: a value for each variable, and the coarse groups they are counted in.

    `pace` is how many seconds each answered question took, at most 10, where they were answered here. `lot` is what
    orders were drawn by (see `surveys.ordering`); a form on paper has none.
    """

    __tablename__ = "response"
    __table_args__ = (
        CheckConstraint("state IN ('counted', 'excluded', 'erased')", name="state"),
        Index("ix_response_version_id_id", "version_id", "id"),
    )

    id: Mapped[Id]
    version_id: Mapped[int] = mapped_column(ForeignKey("survey_version.id"))
    arm_id: Mapped[int] = mapped_column(ForeignKey("arm.id"))
    key_hash: Mapped[bytes] = mapped_column(unique=True)
    receipt_hash: Mapped[bytes] = mapped_column(unique=True)
    answers: Mapped[Json]
    stratum: Mapped[str]
    eligible: Mapped[bool]
    may_publish: Mapped[bool]
    state: Mapped[str] = mapped_column(server_default="counted")
    received_at: Mapped[datetime]
    pace: Mapped[int | None] = mapped_column(SmallInteger)
    lot: Mapped[int | None] = mapped_column(SmallInteger)


class Monitoring(Base):
    """The detailed equality answers, kept apart from the views and encrypted."""

    __tablename__ = "monitoring"

    response_id: Mapped[int] = mapped_column(ForeignKey("response.id", ondelete="CASCADE"), primary_key=True)
    sealed: Mapped[bytes]


class Exclusion(Base):
    """That a response is to be excluded, brought back or erased, by a rule of the plan; the worker does it.

    Two people agreed on it: the database knows no other way than an approved request, save for forms that were
    typed wrongly and typed again, and for what one person did `alone` before a second one was needed.
    """

    __tablename__ = "exclusion"
    __table_args__ = (
        CheckConstraint("action IN ('exclude', 'reinstate', 'erase')", name="action"),
        CheckConstraint("decision = 'approved'", name="approved"),
        CheckConstraint("request_id IS NOT NULL OR rule = 'retyped' OR alone", name="two_people"),
        ForeignKeyConstraint(
            ["request_id", "decision"], ["approval_answer.request_id", "approval_answer.decision"]
        ),
    )

    id: Mapped[Id]
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id"), index=True)
    action: Mapped[str]
    reason: Mapped[str]
    rule: Mapped[str] = mapped_column(server_default="")
    request_id: Mapped[int | None] = mapped_column(BigInteger)
    decision: Mapped[str] = mapped_column(server_default="approved")
    alone: Mapped[bool] = mapped_column(server_default="false")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[Made]
    applied_at: Mapped[datetime | None]


class Doubt(Base):
    """A doubt about a response that staff raised, or the end of all there were; rows are only added.

    `causes` are what the plan's rule had noticed when doubts were settled: a new cause is a new doubt.
    """

    __tablename__ = "doubt"
    __table_args__ = (CheckConstraint("action IN ('raised', 'settled')", name="action"),)

    id: Mapped[Id]
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id"), index=True)
    action: Mapped[str]
    reason: Mapped[str]
    causes: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    request_id: Mapped[int | None] = mapped_column(ForeignKey("approval_answer.request_id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[Made]
