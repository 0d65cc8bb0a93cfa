"""Who is signed in: begun by a right password, ended by signing out, rest, age, or whoever runs the product.

A browser holds a key and the database its hash; a cookie that was copied is worth nothing once the row has ended.
"""

import secrets
from datetime import timedelta
from hashlib import sha256

from sqlalchemy import Engine, ScalarResult, Select, Update, func, select, update
from sqlalchemy.orm import Session

from consult.models import Person, SignedIn

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=1)  # not every page is worth a row that is written


def begin(session: Session, person: Person) -> str:
    """A new one; the key is for the cookie alone."""
    key = secrets.token_urlsafe(32)
    session.add(SignedIn(person_id=person.id, key_hash=hash_key(key)))
    return key


def find(session: Session, person: Person, key: str) -> SignedIn | None:
    """The one with this key, if it is this person's and still holds."""
    return session.scalars(_holding(person).where(SignedIn.key_hash == hash_key(key))).one_or_none()


def find_all(session: Session, person: Person) -> ScalarResult[SignedIn]:
    """All that still hold, the newest first."""
    return session.scalars(_holding(person).order_by(SignedIn.id.desc()))


def see(engine: Engine, signed_in: SignedIn) -> None:
    """Note that somebody was there; in a transaction of its own, because looking at a page changes nothing else."""
    seen = update(SignedIn).where(SignedIn.id == signed_in.id, SignedIn.seen_at < func.now() - SEEN_EVERY)
    with Session(engine) as own, own.begin():
        own.execute(seen.values(seen_at=func.now()))


def end(session: Session, key: str) -> None:
    session.execute(_ending().where(SignedIn.key_hash == hash_key(key)))


def end_all(session: Session, person: Person, but: str = "") -> int:
    """End every one of a person's except that with the key `but`; how many."""
    others = _ending().where(SignedIn.person_id == person.id, SignedIn.key_hash != hash_key(but))
    return len(session.scalars(others.returning(SignedIn.id)).all())


def hash_key(key: str) -> bytes:
    return sha256(b"signed in:" + key.encode("utf-8", "replace")).digest()


def _holding(person: Person) -> Select[SignedIn]:
    return select(SignedIn).where(
        SignedIn.person_id == person.id,
        SignedIn.ended_at.is_(None),
        SignedIn.seen_at > func.now() - IDLE,
        SignedIn.begun_at > func.now() - ABSOLUTE,
    )


def _ending() -> Update:
    return update(SignedIn).where(SignedIn.ended_at.is_(None)).values(ended_at=func.now())
