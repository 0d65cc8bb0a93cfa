"""What is heard outside the form: written submissions, notes of sessions, and the register of consultees.

None of it ever enters a percentage. Rows are only ever added: what is withdrawn stays, with the reason.
"""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from consult.models.base import Base, Id, Made


class WrittenSubmission(Base):
    """A letter, an e-mail or a file; the words and the sender's name are encrypted, bound to `binding`."""

    __tablename__ = "written_submission"
    __table_args__ = (
        CheckConstraint("sender_kind IN ('individual', 'organisation')", name="sender_kind"),
        CheckConstraint("media IN ('pasted', 'pdf', 'docx', 'txt')", name="media"),
    )

    id: Mapped[Id]
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    sender_kind: Mapped[str]
    received_on: Mapped[date]
    may_publish: Mapped[bool]
    media: Mapped[str]
    size: Mapped[int]
    binding: Mapped[bytes] = mapped_column(unique=True)
    sealed_sender: Mapped[bytes]
    sealed_content: Mapped[bytes]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    added_at: Mapped[Made]


class SessionNote(Base):
    """What was said at a meeting: views in words, never so many replies; the words are encrypted."""

    __tablename__ = "session_note"
    __table_args__ = (CheckConstraint("attendance >= 0", name="attendance"),)

    id: Mapped[Id]
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    host: Mapped[str]
    place: Mapped[str]
    held_on: Mapped[date]
    attendance: Mapped[int]
    groups: Mapped[list[str]]
    binding: Mapped[bytes] = mapped_column(unique=True)
    sealed_views: Mapped[bytes]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    added_at: Mapped[Made]


class Withdrawal(Base):
    """Why a written submission or a session note no longer stands."""

    __tablename__ = "withdrawal"
    __table_args__ = (CheckConstraint("num_nonnulls(submission_id, note_id) = 1", name="of_one_thing"),)

    id: Mapped[Id]
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("written_submission.id"), unique=True)
    note_id: Mapped[int | None] = mapped_column(ForeignKey("session_note.id"), unique=True)
    reason: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    withdrawn_at: Mapped[Made]


class Consultee(Base):
    """An organisation that was asked for its views."""

    __tablename__ = "consultee"

    id: Mapped[Id]
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    organisation: Mapped[str]
    contacted_on: Mapped[date]
    way: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    added_at: Mapped[Made]


class ConsulteeReply(Base):
    """The day on which a consultee replied, by whatever way."""

    __tablename__ = "consultee_reply"

    id: Mapped[Id]
    consultee_id: Mapped[int] = mapped_column(ForeignKey("consultee.id"), unique=True)
    replied_on: Mapped[date]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[Made]
