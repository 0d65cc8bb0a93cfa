"""Replies that staff typed in for people: from paper, by telephone, at events. Rows are only ever added."""

from datetime import date

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from consult.models.base import Base, Id, Made


class AssistedEntry(Base):
    """Which form a response was typed from, by whom; a form is entered once, and may then be corrected.

    `serial` reads as it was typed; `serial_key` is the same for every way in which it can be written. `way` is the code
    of how the form came: a form that came with an invitation code counts among those who were invited.
    """

    __tablename__ = "assisted_entry"
    __table_args__ = (
        Index(
            "uq_assisted_entry_serial_key",
            "consultation_id",
            "serial_key",
            unique=True,
            postgresql_where=text("replaces_id IS NULL"),
        ),
    )

    id: Mapped[Id]
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id"), unique=True)
    way: Mapped[str] = mapped_column(server_default="")
    batch: Mapped[str]
    serial: Mapped[str]
    serial_key: Mapped[str]
    received_on: Mapped[date]
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("assisted_entry.id"), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    entered_at: Mapped[Made]


class EntryCheck(Base):
    """A form typed a second time without sight of the first: how many answers were compared, and which differ."""

    __tablename__ = "entry_check"

    id: Mapped[Id]
    entry_id: Mapped[int] = mapped_column(ForeignKey("assisted_entry.id"), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    compared: Mapped[int]
    differing: Mapped[list[str]]
    checked_at: Mapped[Made]
