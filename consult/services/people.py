"""Staff accounts: who may sign in, and as what; each change is on record, and ends what the old rights began."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from consult.errors import ConsultError, NotFoundError
from consult.models import Person, Role, SignedIn
from consult.services import audit
from consult.services.signing.sessions import end_all

ROLES = {"staff": "runs consultations", "pcc": "watches the board"}


class PersonRefusedError(ConsultError):
    title = "This account cannot be added"


@dataclass(frozen=True, slots=True)
class Account:
    """An account with its roles and when it was signed in with last."""

    person: Person
    roles: tuple[str, ...]
    signed_in: datetime | None


def add_person(
    session: Session, email: str, password_hash: str, role: str, *, must_change: bool = False
) -> Person:
    """Add an account with one role; raises `PersonRefusedError` for a known address or an unknown role."""
    email = email.strip().lower()
    if "@" not in email or session.scalar(select(Person.id).where(Person.email == email)):
        raise PersonRefusedError(f"{email} is not an e-mail address, or has an account already.")
    person = Person(
        email=email,
        password=password_hash,
        fs_uniquifier=secrets.token_hex(32),
        must_change=must_change,
        roles=[_role(session, role)],
    )
    session.add(person)
    session.flush()
    audit.record(session, None, "person added", f"person:{person.id}", role=role)
    return person


def find_person(session: Session, email: str) -> Person:
    """The account with this address; raises `NotFoundError`."""
    person = known_person(session, email)
    if person is None:
        raise NotFoundError(f"No account has the address {email}.")
    return person


def known_person(session: Session, email: str) -> Person | None:
    """The account with an address that somebody typed."""
    return session.scalars(select(Person).where(Person.email == email.strip().lower())).one_or_none()


def list_people(session: Session) -> list[Account]:
    """All accounts in the order of their addresses."""
    last = select(SignedIn.person_id, func.max(SignedIn.begun_at).label("at")).group_by(SignedIn.person_id)
    newest = last.subquery()
    query = (
        select(Person, newest.c.at)
        .outerjoin(newest, newest.c.person_id == Person.id)
        .options(selectinload(Person.roles))
        .order_by(Person.email)
    )
    return [
        Account(person, tuple(role.name for role in person.roles), at)
        for person, at in session.execute(query)
    ]


def set_active(session: Session, by: Person | None, person: Person, *, active: bool) -> None:
    """Take an account away, or give it back; what it was signed in with ends at once."""
    person.active = active
    end_all(session, person)
    audit.record(session, by, f"person {'enabled' if active else 'disabled'}", f"person:{person.id}")


def set_role(session: Session, by: Person | None, person: Person, role: str) -> None:
    """Let an account do other things, in place of what it could do."""
    before = [each.name for each in person.roles]
    person.roles = [_role(session, role)]
    end_all(session, person)
    audit.record(session, by, "role changed", f"person:{person.id}", before=before, role=role)


def set_password(session: Session, person: Person, password_hash: str) -> None:
    """A password that somebody else chose, to be changed by the person at the next sign-in."""
    person.password, person.must_change = password_hash, True
    end_all(session, person)
    audit.record(session, None, "password set", f"person:{person.id}")


def change_password(session: Session, person: Person, password_hash: str, key: str) -> None:
    """A password of one's own; what was signed in with the old one ends, but for the browser with this key."""
    person.password, person.must_change = password_hash, False
    ended = end_all(session, person, but=key)
    audit.record(session, person, "password changed", f"person:{person.id}", sessions_ended=ended)


def _role(session: Session, name: str) -> Role:
    if name not in ROLES:
        raise PersonRefusedError(f"There is no role “{name}”; use one of {', '.join(ROLES)}.")
    return session.scalar(select(Role).where(Role.name == name)) or Role(name=name)
