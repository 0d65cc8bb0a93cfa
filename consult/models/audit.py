"""What the product notes about its own running: acts of staff, attempts to sign in, whether it can write."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from consult.models.base import Base, Id, Json, Made


class Audit(Base):
    """One act, never changed: who did what to which thing; `person_id` is empty for acts of the command line."""

    __tablename__ = "audit"

    id: Mapped[Id]
    at: Mapped[Made] = mapped_column(index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    action: Mapped[str]
    subject: Mapped[str]
    detail: Mapped[Json]


class SignInAttempt(Base):
    """An attempt that failed, or whose password is being looked at; addresses and networks only as keyed hashes."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = (
        Index("ix_sign_in_attempt_email_hash_at", "email_hash", "at"),
        Index("ix_sign_in_attempt_network_hash_at", "network_hash", "at"),
    )

    id: Mapped[Id]
    at: Mapped[Made]
    email_hash: Mapped[bytes]
    network_hash: Mapped[bytes]


class Probe(Base):
    """Nothing of anybody: written and deleted again, to see whether rows can be; `padding` needs a new page."""

    __tablename__ = "probe"

    id: Mapped[Id]
    padding: Mapped[bytes]


class SentForm(Base):
    """A form that was sent, by the hash of what it held, and where it led; kept for a day."""

    __tablename__ = "sent_form"

    key_hash: Mapped[bytes] = mapped_column(primary_key=True)
    location: Mapped[str]
    at: Mapped[Made]
