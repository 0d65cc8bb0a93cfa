"""A consultation, its surveys and their immutable versions, and the ways people are reached."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consult.models.base import Base, Id, Json, Made
from consult.models.proposal import ConsultationEvent


class Consultation(Base):
    """What is decided by whom, and when people may answer; `document` is the proposal.

    While it is paused nothing can be sent, and its closing does not come.
    """

    __tablename__ = "consultation"
    __table_args__ = (CheckConstraint("opens_at < closes_at", name="opens_before_closing"),)

    id: Mapped[Id]
    slug: Mapped[str] = mapped_column(unique=True)
    document: Mapped[Json]
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    grace_minutes: Mapped[int] = mapped_column(server_default="60")
    synthetic: Mapped[bool] = mapped_column(server_default="false")
    paused_at: Mapped[datetime | None]
    created_at: Mapped[Made]

    surveys: Mapped[list["Survey"]] = relationship(back_populates="consultation", order_by="Survey.id")
    arms: Mapped[list["Arm"]] = relationship(back_populates="consultation", order_by="Arm.id")
    events: Mapped[list[ConsultationEvent]] = relationship(order_by=ConsultationEvent.id)


class Survey(Base):
    """One questionnaire of a consultation."""

    __tablename__ = "survey"
    __table_args__ = (UniqueConstraint("consultation_id", "slug"),)

    id: Mapped[Id]
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    slug: Mapped[str]
    title: Mapped[str]

    consultation: Mapped[Consultation] = relationship(back_populates="surveys")
    versions: Mapped[list["SurveyVersion"]] = relationship(
        back_populates="survey", order_by="SurveyVersion.number"
    )


class SurveyVersion(Base):
    """A published questionnaire document; it never changes, and every response names the one it answered.

    `proposal_number` is the version of the proposal that was shown with it.
    """

    __tablename__ = "survey_version"
    __table_args__ = (UniqueConstraint("survey_id", "number"),)

    id: Mapped[Id]
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"))
    number: Mapped[int]
    document: Mapped[Json]
    digest: Mapped[str]
    proposal_number: Mapped[int] = mapped_column(server_default="1")
    published_at: Mapped[Made]

    survey: Mapped[Survey] = relationship(back_populates="versions")


class Arm(Base):
    """A way of being reached: open link, random invitation, panel, partner, paper, phone, event."""

    __tablename__ = "arm"
    __table_args__ = (UniqueConstraint("consultation_id", "code"),)

    id: Mapped[Id]
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    code: Mapped[str]
    kind: Mapped[str]
    label: Mapped[str]

    consultation: Mapped[Consultation] = relationship(back_populates="arms")


class Postcode(Base):
    """A postcode in or near the police area, and the district it lies in or "outside"."""

    __tablename__ = "postcode"

    code: Mapped[str] = mapped_column(primary_key=True)
    district: Mapped[str]
