"""Attempts to sign in: only those that failed count, and they are counted before a password is looked at.

An account that nobody guessed at is never refused, whatever else comes from the same network, and guesses from
other networks do not lock a person out unless there are very many.
"""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import blake2b

from sqlalchemy import ColumnElement, and_, delete, func, select
from sqlalchemy.orm import Session

from consult.errors import ConsultError
from consult.models import SignInAttempt

WINDOW = timedelta(minutes=15)
MOST_HERE = 10  # failures of one account from one network
MOST_FROM_NETWORK = 60  # failures from one network, for accounts that were guessed at
MOST_OF_ACCOUNT = 200  # failures of one account from anywhere


class TooManyAttemptsError(ConsultError):
    status = 429
    title = "Too many attempts to sign in"
    message = "Wait 15 minutes, then try again."


@dataclass(frozen=True, slots=True)
class Attempt:
    """Who tries to sign in from where, as keyed hashes: neither addresses nor networks are kept."""

    email_hash: bytes
    network_hash: bytes

    @classmethod
    def of(cls, key: bytes, email: str, network: str) -> "Attempt":
        return cls(_keyed_hash(key, email.strip().lower()), _keyed_hash(key, network))

    @property
    def of_account(self) -> ColumnElement[bool]:
        return SignInAttempt.email_hash == self.email_hash

    @property
    def from_network(self) -> ColumnElement[bool]:
        return SignInAttempt.network_hash == self.network_hash


def begin_attempt(session: Session, attempt: Attempt) -> None:
    """Count the attempt as one that failed until it succeeds; raises `TooManyAttemptsError` beyond the limits.

    Attempts for one account wait for one another, so that many at the same moment are all counted.
    """
    session.execute(select(func.pg_advisory_xact_lock(int.from_bytes(attempt.email_hash[:8], signed=True))))
    here, guessed = and_(attempt.of_account, attempt.from_network), count(session, attempt.of_account)
    full = guessed >= MOST_OF_ACCOUNT or count(session, here) >= MOST_HERE
    if full or (guessed and count(session, attempt.from_network) >= MOST_FROM_NETWORK):
        raise TooManyAttemptsError
    session.add(SignInAttempt(email_hash=attempt.email_hash, network_hash=attempt.network_hash))


def forget_failures(session: Session, attempt: Attempt) -> None:
    """After a right password the failures before it were slips of the same person."""
    session.execute(delete(SignInAttempt).where(attempt.of_account, attempt.from_network))


def count(session: Session, alike: ColumnElement[bool]) -> int:
    recent = select(func.count()).where(alike, SignInAttempt.at > func.now() - WINDOW)
    return session.scalar(recent) or 0


def _keyed_hash(key: bytes, text: str) -> bytes:
    return blake2b(text.encode("utf-8", "replace"), key=key, digest_size=16).digest()
