"""Batches of one-use codes, which of them were used, and what became of their letters."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import BIT
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


class Invitation(Base):
    """A one-use code posted to a randomly chosen address. Only its hash is kept, and its place in its batch.

    The row never changes: rows written anew by use would lie in the order of use, which is that of the replies.
    """

    __tablename__ = "invitation"
    __table_args__ = (UniqueConstraint("batch_id", "position"),)

    id: Mapped[Id]
    arm_id: Mapped[int] = mapped_column(ForeignKey("arm.id"), index=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("invitation_batch.id"))
    position: Mapped[int]
    code_hash: Mapped[bytes] = mapped_column(unique=True)


class CodeUse(Base):
    """Which codes of a batch were used for a version of the proposal, and which are void: a bit for each position.

    One row holds them all, so nothing tells in which order, when or for which reply a code was used.
    """

    __tablename__ = "code_use"

    batch_id: Mapped[int] = mapped_column(ForeignKey("invitation_batch.id"), primary_key=True)
    proposal_number: Mapped[int] = mapped_column(primary_key=True)
    used: Mapped[str] = mapped_column(BIT(varying=True))
    voided: Mapped[str] = mapped_column(BIT(varying=True))


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
