"""What one person asked for and another has to confirm. Rows are only ever added."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consult.models.base import Base, Id, Json, Made
from consult.models.person import Person


class ApprovalRequest(Base):
    """An act that no person may do alone: `kind` says which, `response_ids` about which responses, if any.

    It is about a consultation, or about the manuscript of one. `rule` is the rule of the plan that it rests on;
    `document` holds what else the act needs.
    """

    __tablename__ = "approval_request"
    __table_args__ = (
        UniqueConstraint("id", "author_id"),
        CheckConstraint("num_nonnulls(consultation_id, manuscript_id) = 1", name="about_one"),
    )

    id: Mapped[Id]
    consultation_id: Mapped[int | None] = mapped_column(ForeignKey("consultation.id"), index=True)
    manuscript_id: Mapped[int | None] = mapped_column(ForeignKey("manuscript.id"), index=True)
    survey_id: Mapped[int | None] = mapped_column(ForeignKey("survey.id"))
    kind: Mapped[str]
    response_ids: Mapped[list[int]] = mapped_column(server_default="{}")
    rule: Mapped[str] = mapped_column(server_default="")
    reason: Mapped[str]
    document: Mapped[Json] = mapped_column(server_default="{}")
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[Made]
    expires_at: Mapped[datetime]

    author: Mapped[Person] = relationship()
    answer: Mapped["ApprovalAnswer | None"] = relationship(back_populates="request")


class ApprovalAnswer(Base):
    """What became of a request: somebody else approved or refused it, or who asked took it back."""

    __tablename__ = "approval_answer"
    __table_args__ = (
        ForeignKeyConstraint(
            ["request_id", "author_id"], ["approval_request.id", "approval_request.author_id"]
        ),
        CheckConstraint("decision IN ('approved', 'refused', 'taken_back')", name="decision"),
        CheckConstraint("(decision = 'taken_back') = (person_id = author_id)", name="second_person"),
        UniqueConstraint("request_id", "decision"),
    )

    request_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    author_id: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    decision: Mapped[str]
    reason: Mapped[str] = mapped_column(server_default="")
    answered_at: Mapped[Made]

    request: Mapped[ApprovalRequest] = relationship(back_populates="answer")
    person: Mapped[Person] = relationship()
