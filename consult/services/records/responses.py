"""The list of responses that staff see, a page at a time, with search."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from consult.errors import NotFoundError
from consult.models import Arm, Exclusion, Moderation, Response, Statement, SurveyVersion
from consult.services.answering.visits import hash_receipt, read_receipt
from consult.services.consultations.catalogue import Version
from consult.services.vault import Vault

PAGE = 50


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for: a number, a reference or a word of a published text; one way of being reached; a state."""

    words: str = ""
    arm: str = ""
    state: str = ""
    before: int | None = None

    @property
    def narrows(self) -> bool:
        """Whether only some responses are asked for."""
        return bool(self.words or self.arm or self.state)


@dataclass(frozen=True, slots=True)
class Found:
    """One page of responses, the newest first, and where the next page begins.

    `total` is the number of all responses; of those that match a search it is not told, because a number of people
    who have something in common passes disclosure control first.
    """

    rows: list[Any]
    total: int | None
    following: int | None


def find_responses(session: Session, version_ids: list[int], search: Search) -> Found:
    """The responses of some versions that match."""
    matching = _matching(version_ids, search)
    total = None if search.narrows else session.scalar(select(func.count()).select_from(matching.subquery()))
    page = matching.order_by(Response.id.desc()).limit(PAGE + 1)
    if search.before is not None:
        page = page.where(Response.id < search.before)
    rows = list(session.execute(page))
    following = rows[PAGE - 1].id if len(rows) > PAGE else None
    return Found(rows[:PAGE], total, following)


def _matching(version_ids: list[int], search: Search) -> Select[int, str, str, datetime, dict[str, Any], str]:
    query = (
        select(
            Response.id, Response.state, Response.stratum, Response.received_at, Response.answers, Arm.label
        )
        .join(Arm, Arm.id == Response.arm_id)
        .where(Response.version_id.in_(version_ids))
    )
    if search.arm:
        query = query.where(Arm.code == search.arm)
    if search.state:
        query = query.where(Response.state == search.state)
    if search.words:
        query = query.where(_about(search.words))
    return query


def _about(words: str) -> ColumnElement[bool]:
    """A response's number, its reference, or words of what was published of it; nobody is found by an answer."""
    receipt = read_receipt(words)
    if receipt is not None:
        return Response.receipt_hash == hash_receipt(receipt)
    if words.isdecimal() and len(words) < 18:
        return Response.id == int(words)
    published = (
        select(Statement.response_id)
        .join(Moderation, Moderation.statement_id == Statement.id)
        .where(Moderation.decision == "publish", Moderation.wording.icontains(words, autoescape=True))
    )
    return Response.id.in_(published)


@dataclass(frozen=True, slots=True)
class Whole:
    """One response with everything staff may see of it; `arm` is how its sender was reached."""

    response: Response
    arm: Arm
    texts: dict[str, str]
    history: list[Exclusion]


def read_response(session: Session, version: Version, vault: Vault, response_id: int) -> Whole:
    """Raises `NotFoundError` for a number that this version's survey has no response of."""
    response = session.get(Response, response_id)
    answered = session.get(SurveyVersion, response.version_id) if response else None
    if response is None or answered is None or answered.survey_id != version.survey_id:
        raise NotFoundError
    statements = session.scalars(select(Statement).where(Statement.response_id == response_id))
    texts = {
        statement.question: vault.open_statement(statement.sealed, response.key_hash, statement.question)
        for statement in statements
    }
    history = session.scalars(
        select(Exclusion).where(Exclusion.response_id == response_id).order_by(Exclusion.id)
    )
    arm = session.get_one(Arm, response.arm_id)
    return Whole(response, arm, texts, list(history))
