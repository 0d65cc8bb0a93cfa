"""What people wrote in their own words, and what moderators decided about it."""

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from consult.models.base import Base, Id, Made


class Statement(Base):
    """The original words to one question, encrypted."""

    __tablename__ = "statement"

    id: Mapped[Id]
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id", ondelete="CASCADE"), index=True)
    question: Mapped[str]
    sealed: Mapped[bytes]


class Moderation(Base):
    """A decision on a statement; the newest counts, the older ones are its history.

    `folded` is the published wording as it is searched: the same for whatever reads the same.
    """

    __tablename__ = "moderation"
    __table_args__ = (
        CheckConstraint("decision IN ('publish', 'hold')", name="decision"),
        Index("ix_moderation_statement_id_id", "statement_id", "id"),
    )

    id: Mapped[Id]
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id", ondelete="CASCADE"))
    decision: Mapped[str]
    wording: Mapped[str]
    folded: Mapped[str] = mapped_column(server_default="")
    reason: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[Made]
