"""Batches of one-use codes, and what became of their letters. Rows are only ever added."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from consult.models.base import Base, Id, Made


class InvitationBatch(Base):
    """Codes that were made together for one sample, and how that sample was drawn."""

    __tablename__ = "invitation_batch"
    __table_args__ = (UniqueConstraint("arm_id", "name"), CheckConstraint("size > 0", name="size"))

    id: Mapped[Id]
    arm_id: Mapped[int] = mapped_column(ForeignKey("arm.id"))
    name: Mapped[str]
    size: Mapped[int]
    post_on: Mapped[date]
    frame: Mapped[str]
    selection: Mapped[str]
    notes: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[Made]


class BatchEvent(Base):
    """Letters of a batch that were posted or came back, or the end of a batch that never was posted.

    A batch is posted or voided, and once only; letters that came back are added up, a mistake is taken back
    by a negative number.
    """

    __tablename__ = "batch_event"
    __table_args__ = (
        CheckConstraint("kind IN ('posted', 'undelivered', 'voided')", name="kind"),
        Index("uq_batch_event_fate", "batch_id", unique=True, postgresql_where=text("kind <> 'undelivered'")),
    )

    id: Mapped[Id]
    batch_id: Mapped[int] = mapped_column(ForeignKey("invitation_batch.id"), index=True)
    kind: Mapped[str]
    letters: Mapped[int]
    day: Mapped[date]
    note: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[Made]
