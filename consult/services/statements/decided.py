"""What was decided about written views: the newest decision of each, with its words, found again by words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, select
from sqlalchemy.orm import Session, aliased

from consult.models import Moderation, Person, Response, Statement
from consult.services.statements.moderation import DECISIONS
from consult.services.vault import Vault
from surveys.writing.comparing import fold

PAGE = 50


@dataclass(frozen=True, slots=True)
class DecidedSearch:
    """Words of a published view, one decision, and where the page begins."""

    words: str = ""
    decision: str = ""
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """A view and the newest decision about it; `id` is the statement's. Which reply it is of is not told."""

    id: int
    question: str
    words: str
    decision: str
    reason: str
    by: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class DecidedPage:
    """One page, the newest decision first, and where the next page begins."""

    views: list[Decided]
    following: int | None


def read_decided(
    session: Session, vault: Vault, version_ids: list[int], search: DecidedSearch
) -> DecidedPage:
    """Views that were decided on; words are looked for in what was published only."""
    query = _newest(version_ids).where(*_limits(search)).order_by(Moderation.id.desc()).limit(PAGE + 1)
    rows = session.execute(query).all()
    following = rows[PAGE - 1].decision_id if len(rows) > PAGE else None
    return DecidedPage([_decided(vault, row) for row in rows[:PAGE]], following)


def _newest(version_ids: list[int]) -> Select[*tuple[Any, ...]]:
    later = aliased(Moderation)
    overruled = select(later.id).where(
        later.statement_id == Moderation.statement_id, later.id > Moderation.id
    )
    return (
        select(
            Moderation.id.label("decision_id"),
            Moderation.decision,
            Moderation.wording,
            Moderation.reason,
            Moderation.decided_at,
            Statement.id,
            Statement.question,
            Statement.sealed,
            Response.key_hash,
            Person.email,
        )
        .join(Statement, Statement.id == Moderation.statement_id)
        .join(Response, Response.id == Statement.response_id)
        .join(Person, Person.id == Moderation.person_id)
        .where(Response.version_id.in_(version_ids), ~overruled.exists())
    )


def _limits(search: DecidedSearch) -> list[ColumnElement[bool]]:
    limits = []
    if search.decision in DECISIONS:
        limits.append(Moderation.decision == search.decision)
    if search.words:
        published = Moderation.decision == "publish"
        limits.append(published & Moderation.folded.contains(fold(search.words), autoescape=True))
    if search.before is not None:
        limits.append(Moderation.id < search.before)
    return limits


def _decided(vault: Vault, row: Row[Any]) -> Decided:
    words = row.wording or vault.open_statement(row.sealed, row.key_hash, row.question)
    return Decided(row.id, row.question, words, row.decision, row.reason, row.email, row.decided_at)
