"""A consultation while it is written: its versions, comments on it, and links to try it out."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consult.models.base import Base, Id, Json, Made
from consult.models.person import Person


class Manuscript(Base):
    """What becomes a consultation once it is published; `current` is the number of the version that is worked on.

    After publishing it is what corrections are made from.
    """

    __tablename__ = "manuscript"
    __table_args__ = (CheckConstraint("stage IN ('writing', 'review')", name="stage"),)

    id: Mapped[Id]
    slug: Mapped[str] = mapped_column(unique=True)
    current: Mapped[int] = mapped_column(server_default="1")
    stage: Mapped[str] = mapped_column(server_default="writing")
    synthetic: Mapped[bool] = mapped_column(server_default="false")
    consultation_id: Mapped[int | None] = mapped_column(ForeignKey("consultation.id"), unique=True)
    made_at: Mapped[Made]


class ManuscriptVersion(Base):
    """One save: a whole bundle, made from the version `parent`. It never changes."""

    __tablename__ = "manuscript_version"
    __table_args__ = (UniqueConstraint("manuscript_id", "number"),)

    id: Mapped[Id]
    manuscript_id: Mapped[int] = mapped_column(ForeignKey("manuscript.id"))
    number: Mapped[int]
    parent: Mapped[int | None]
    document: Mapped[Json]
    what: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[Made]

    person: Mapped[Person | None] = relationship()


class ManuscriptComment(Base):
    """What somebody says of a question, or of the whole (`question` is empty), until it is resolved."""

    __tablename__ = "manuscript_comment"

    id: Mapped[Id]
    manuscript_id: Mapped[int] = mapped_column(ForeignKey("manuscript.id"), index=True)
    question: Mapped[str]
    words: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[Made]
    answer: Mapped[str] = mapped_column(server_default="")
    resolved_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    resolved_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(foreign_keys=person_id)
    resolved_by: Mapped[Person | None] = relationship(foreign_keys=resolved_by_id)


class PreviewLink(Base):
    """An address at which anybody who has it can try a manuscript out, until it expires or is taken back."""

    __tablename__ = "preview_link"

    id: Mapped[Id]
    manuscript_id: Mapped[int] = mapped_column(ForeignKey("manuscript.id"), index=True)
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    expires_at: Mapped[datetime]
    ended: Mapped[bool] = mapped_column(server_default="false")
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[Made]

    person: Mapped[Person] = relationship()
