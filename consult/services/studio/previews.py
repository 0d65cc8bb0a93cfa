"""Preview links: whoever has one can try a manuscript out without an account, until it expires. Nothing is kept."""

import secrets
from datetime import timedelta
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from consult.errors import NotFoundError
from consult.models import Person, PreviewLink
from consult.services import audit
from consult.services.studio.manuscripts import Draft, find_draft

LASTS = timedelta(days=14)
TOKEN_BYTES = 24


def make_link(session: Session, person: Person, manuscript_id: int) -> str:
    """The token of a new link, which is told this once; only its hash is kept."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    link = PreviewLink(
        manuscript_id=manuscript_id,
        token_hash=_hash(token),
        expires_at=func.now() + LASTS,
        person_id=person.id,
    )
    session.add(link)
    session.flush()
    audit.record(session, person, "preview link made", f"manuscript:{manuscript_id}", link=link.id)
    return token


def end_link(session: Session, person: Person, manuscript_id: int, link_id: int) -> None:
    """Raises `NotFoundError` for a link that the manuscript has none of."""
    link = session.get(PreviewLink, link_id)
    if link is None or link.manuscript_id != manuscript_id:
        raise NotFoundError
    link.ended = True
    session.flush()
    audit.record(session, person, "preview link ended", f"manuscript:{manuscript_id}", link=link_id)


def list_links(session: Session, manuscript_id: int) -> list[PreviewLink]:
    """Those that still lead somewhere."""
    query = select(PreviewLink).where(
        PreviewLink.manuscript_id == manuscript_id, ~PreviewLink.ended, PreviewLink.expires_at > func.now()
    )
    return list(session.scalars(query.order_by(PreviewLink.id).options(joinedload(PreviewLink.person))))


def open_link(session: Session, token: str) -> Draft:
    """The manuscript as it is now; raises `NotFoundError` for a link that is none, has expired or was ended."""
    query = select(PreviewLink.manuscript_id).where(
        PreviewLink.token_hash == _hash(token), ~PreviewLink.ended, PreviewLink.expires_at > func.now()
    )
    manuscript_id = session.scalar(query)
    if manuscript_id is None:
        raise NotFoundError("This preview has ended, or its address was not copied whole. Ask for a new one.")
    return find_draft(session, manuscript_id)


def _hash(token: str) -> bytes:
    return sha256(token.encode()).digest()
