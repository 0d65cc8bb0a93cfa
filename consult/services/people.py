"""Staff accounts: adding people, and holding back guessed passwords."""

import secrets
from datetime import timedelta
from hashlib import blake2b

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from consult.errors import ConsultError, NotFoundError
from consult.models import Person, Role, SignInAttempt
from consult.services import audit

ROLES = {"staff": "runs consultations", "pcc": "watches the board"}
WINDOW = timedelta(minutes=15)
ATTEMPTS_PER_PERSON = 10
ATTEMPTS_PER_NETWORK = 60
ATTEMPTS_PER_ACCOUNT = 200
SHORTEST_PASSWORD = 12


class TooManyAttemptsError(ConsultError):
    status = 429
    title = "Too many attempts to sign in"
    message = "Wait 15 minutes, then try again."


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


def record_attempt(session: Session, key: bytes, email: str, network: str) -> None:
    """Count an attempt before the password is looked at; raises `TooManyAttemptsError` beyond the limits.

    Someone else's guesses from another network do not lock a person out, unless there are very many.
    """
    attempt = SignInAttempt(
        email_hash=_keyed_hash(key, email.strip().lower()), network_hash=_keyed_hash(key, network)
    )
    session.add(attempt)
    session.flush()
    same_email = SignInAttempt.email_hash == attempt.email_hash
    same_network = SignInAttempt.network_hash == attempt.network_hash
    for alike, limit in (
        (and_(same_email, same_network), ATTEMPTS_PER_PERSON),
        (same_network, ATTEMPTS_PER_NETWORK),
        (same_email, ATTEMPTS_PER_ACCOUNT),
    ):
        recent = select(func.count()).where(alike, SignInAttempt.at > func.now() - WINDOW)
        if (session.scalar(recent) or 0) > limit:
            raise TooManyAttemptsError


def _keyed_hash(key: bytes, text: str) -> bytes:
    return blake2b(text.encode(), key=key, digest_size=16).digest()
