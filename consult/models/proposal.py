"""A proposal: its versions, the events that made them while people could answer, and facts entered for its tests."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consult.models.base import Base, Id, Json, Made


class ProposalVersion(Base):
    """The proposal as it read for a time; it never changes and stays public."""

    __tablename__ = "proposal_version"
    __table_args__ = (UniqueConstraint("consultation_id", "number"),)

    id: Mapped[Id]
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    number: Mapped[int]
    document: Mapped[Json]
    digest: Mapped[str]
    published_at: Mapped[Made]


class ConsultationEvent(Base):
    """A change of the proposal or of the time, a pause or a correction, with its public reason and notice.

    `closes_at` is empty where the closing stayed, `proposal_number` where the proposal did.
    """

    __tablename__ = "consultation_event"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('material_change', 'extension', 'early_closing', 'pause', 'resumption', 'correction')",
            name="kind",
        ),
        CheckConstraint(
            "CASE WHEN kind = 'early_closing' THEN closes_at < closed_before ELSE closes_at > closed_before END",
            name="only_later",
        ),
    )

    id: Mapped[Id]
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    kind: Mapped[str]
    what: Mapped[str]
    why: Mapped[str]
    notice: Mapped[str]
    closed_before: Mapped[datetime]
    closes_at: Mapped[datetime | None]
    proposal_number: Mapped[int | None]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[Made]


class Decision(Base):
    """What was decided after a consultation, and what became of what people said. The newest number counts."""

    __tablename__ = "decision"
    __table_args__ = (UniqueConstraint("consultation_id", "number"),)

    id: Mapped[Id]
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    number: Mapped[int]
    document: Mapped[Json]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    published_at: Mapped[Made]


class Fact(Base):
    """One version of a fact: the newest of a code counts, unless it is withdrawn.

    `document` is what was entered, and `shown` what pages show of it that takes a numbers library to compute.
    """

    __tablename__ = "fact"
    __table_args__ = (UniqueConstraint("consultation_id", "kind", "code", "number"),)

    id: Mapped[Id]
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    kind: Mapped[str]
    code: Mapped[str]
    number: Mapped[int]
    document: Mapped[Json]
    shown: Mapped[Json]
    withdrawn: Mapped[bool] = mapped_column(server_default="false")
    reason: Mapped[str] = mapped_column(server_default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[Made]
