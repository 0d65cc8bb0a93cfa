"""Staff accounts: who may sign in, and as what."""

import secrets

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.errors import ConsultError, NotFoundError
from consult.models import Person, Role
from consult.services import audit

ROLES = {"staff": "runs consultations", "pcc": "watches the board"}


class PersonRefusedError(ConsultError):
    title = "This account cannot be added"


def add_person(session: Session, email: str, password_hash: str, role: str) -> Person:
    """Add an account with one role; raises `PersonRefusedError` for a known address or an unknown role."""
    email = email.strip().lower()
    if role not in ROLES:
        raise PersonRefusedError(f"There is no role “{role}”; use one of {', '.join(ROLES)}.")
    if "@" not in email or session.scalar(select(Person.id).where(Person.email == email)):
        raise PersonRefusedError(f"{email} is not an e-mail address, or has an account already.")
    person = Person(
        email=email, password=password_hash, fs_uniquifier=secrets.token_hex(32), roles=[_role(session, role)]
    )
    session.add(person)
    session.flush()
    audit.record(session, None, "person added", f"person:{person.id}", role=role)
    return person


def find_person(session: Session, email: str) -> Person:
    """The account with this address; raises `NotFoundError`."""
    person = session.scalars(select(Person).where(Person.email == email)).one_or_none()
    if person is None:
        raise NotFoundError
    return person


def _role(session: Session, name: str) -> Role:
    return session.scalar(select(Role).where(Role.name == name)) or Role(name=name)
