"""The plan of a survey: how its replies become a finding, written by one person and approved by another."""

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consult.models.base import Base, Id, Json, Made
from consult.models.person import Person


class PlanVersion(Base):
    """A plan as it was written; it never changes. `words` is what readers are told of it.

    `reason` says why it was written where another was in force.
    """

    __tablename__ = "plan"
    __table_args__ = (UniqueConstraint("survey_id", "number"), UniqueConstraint("id", "author_id"))

    id: Mapped[Id]
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"))
    number: Mapped[int]
    document: Mapped[Json]
    digest: Mapped[str]
    words: Mapped[Json]
    reason: Mapped[str] = mapped_column(server_default="")
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[Made]

    author: Mapped[Person] = relationship()
    approval: Mapped["PlanApproval | None"] = relationship(back_populates="plan")


class PlanApproval(Base):
    """That a second person approved a plan, and when; from then on it is public.

    `after_replies` is how many replies had been sent by then: only a plan that knew none of them decides.
    """

    __tablename__ = "plan_approval"
    __table_args__ = (
        ForeignKeyConstraint(["plan_id", "author_id"], ["plan.id", "plan.author_id"]),
        CheckConstraint("person_id <> author_id", name="second_person"),
    )

    plan_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    author_id: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    approved_at: Mapped[Made]
    after_replies: Mapped[int] = mapped_column(server_default="0")

    plan: Mapped[PlanVersion] = relationship(back_populates="approval")
