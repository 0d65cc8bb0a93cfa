"""Deciding which written views may be published: only with the person's consent, never unread."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from consult.errors import ConsultError, NotFoundError
from consult.models import Moderation, Person, Response, Statement
from consult.services import audit
from consult.services.vault import Vault
from surveys.writing.comparing import fold

DECISIONS = {"publish": "Publish", "hold": "Hold back"}
PAGE = 20


class PublishingRefusedError(ConsultError):
    title = "This cannot be published"
    message = "The person did not agree to publishing what they wrote."


@dataclass(frozen=True, slots=True)
class Waiting:
    """A statement with its words in clear."""

    id: int
    question: str
    words: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a moderator decides, and why."""

    decision: str
    reason: str = ""


def newest_decision() -> Any:
    """The newest decision of a statement, as a scalar subquery."""
    return (
        select(Moderation.decision)
        .where(Moderation.statement_id == Statement.id)
        .order_by(Moderation.id.desc())
        .limit(1)
        .scalar_subquery()
    )


def waiting_statements(session: Session, vault: Vault, version_ids: list[int]) -> tuple[list[Waiting], int]:
    """The oldest statements that may be published and nobody has decided on, and how many there are."""
    query = _undecided(version_ids)
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    rows = session.execute(query.order_by(Statement.id).limit(PAGE))
    opened = [(row, vault.open_statement(row.sealed, row.key_hash, row.question)) for row in rows]
    return [Waiting(row.id, row.question, words) for row, words in opened], total


def _undecided(version_ids: list[int]) -> Select[int, str, bytes, bytes]:
    return (
        select(Statement.id, Statement.question, Statement.sealed, Response.key_hash)
        .join(Response, Response.id == Statement.response_id)
        .where(
            Response.version_id.in_(version_ids),
            Response.may_publish,
            Response.state == "counted",
            newest_decision().is_(None),
        )
    )


def decide(session: Session, vault: Vault, person: Person, statement_id: int, ruling: Ruling) -> None:
    """Record a decision; raises `PublishingRefusedError` without consent, `NotFoundError` for no statement."""
    query = select(Statement, Response).join(Response, Response.id == Statement.response_id)
    found = session.execute(query.where(Statement.id == statement_id)).one_or_none()
    if found is None or ruling.decision not in DECISIONS:
        raise NotFoundError
    statement, response = found
    if ruling.decision == "publish" and not response.may_publish:
        raise PublishingRefusedError
    words = vault.open_statement(statement.sealed, response.key_hash, statement.question)
    published = words if ruling.decision == "publish" else ""
    session.add(
        Moderation(
            statement_id=statement.id,
            decision=ruling.decision,
            wording=published,
            folded=fold(published),
            reason=ruling.reason,
            person_id=person.id,
        )
    )
    audit.record(session, person, f"statement: {ruling.decision}", f"statement:{statement_id}")
