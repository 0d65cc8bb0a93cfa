"""Staff and the commissioner's office: who may sign in, as what, and who is signed in."""

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consult.models.base import Base, Id, Made

person_role = Table(
    "person_role",
    Base.metadata,
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("role_id", ForeignKey("role.id"), primary_key=True),
)


class Role(Base):
    """What a person may do: `staff` runs consultations, `pcc` watches the board."""

    __tablename__ = "role"

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(unique=True)

    def get_permissions(self) -> frozenset[str]:
        """Flask-Security asks for it; our roles have no finer parts."""
        return frozenset()


class Person(Base):
    """Somebody who signs in; residents never do."""

    __tablename__ = "person"

    id: Mapped[Id]
    email: Mapped[str] = mapped_column(unique=True)
    password: Mapped[str]
    active: Mapped[bool] = mapped_column(server_default="true")
    must_change: Mapped[bool] = mapped_column(server_default="false")  # somebody else knows the password
    fs_uniquifier: Mapped[str] = mapped_column(unique=True)  # the name Flask-Security asks for
    created_at: Mapped[Made]

    roles: Mapped[list[Role]] = relationship(secondary=person_role)


class SignedIn(Base):
    """One browser that a person signed in with, known by the hash of a key that only its cookie holds."""

    __tablename__ = "signed_in"

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    key_hash: Mapped[bytes] = mapped_column(unique=True)
    begun_at: Mapped[Made]
    seen_at: Mapped[Made]
    ended_at: Mapped[datetime | None]
