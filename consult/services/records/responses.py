"""The list of responses that staff see, a page at a time, with search."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, false, func, select
from sqlalchemy.orm import Session, aliased

from consult.errors import NotFoundError
from consult.models import ApprovalAnswer, Arm, Exclusion, Person, Response, SurveyVersion
from consult.services.answering.visits import hash_receipt, read_receipt
from consult.services.consultations.catalogue import Version

PAGE = 50
LONGEST_NUMBER = 18


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for: a number or a reference; one way of being reached; a state."""

    words: str = ""
    arm: str = ""
    state: str = ""
    before: int | None = None

    @property
    def readable(self) -> bool:
        """Whether the words can be a number or a reference."""
        return is_number(self.words) or read_receipt(self.words) is not None

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


def read_rows(session: Session, numbers: Sequence[int]) -> list[Any]:
    """The same of some responses, in the order of their numbers."""
    return list(session.execute(_rows().where(Response.id.in_(numbers)).order_by(Response.id)))


def _rows() -> Select[int, str, datetime, str]:
    """Nothing of what a reply says is read: who decides on replies is not to see it."""
    query = select(Response.id, Response.state, Response.received_at, Arm.label)
    return query.join(Arm, Arm.id == Response.arm_id)


def _matching(version_ids: list[int], search: Search) -> Select[int, str, datetime, str]:
    query = _rows().where(Response.version_id.in_(version_ids))
    if search.arm:
        query = query.where(Arm.code == search.arm)
    if search.state:
        query = query.where(Response.state == search.state)
    if search.words:
        query = query.where(_about(search.words))
    return query


def _about(words: str) -> ColumnElement[bool]:
    """A response's number or its reference; nobody is found by an answer, or by words, which tell one."""
    receipt = read_receipt(words)
    if receipt is not None:
        return Response.receipt_hash == hash_receipt(receipt)
    return Response.id == int(words) if is_number(words) else false()


def is_number(words: str) -> bool:
    """Whether it can be the number of a response."""
    return words.isascii() and words.isdecimal() and len(words) < LONGEST_NUMBER


@dataclass(frozen=True, slots=True)
class Done:
    """What was done with a response: who asked for it and who approved it, as far as it is known."""

    exclusion: Exclusion
    asked_by: str | None
    approved_by: str | None


@dataclass(frozen=True, slots=True)
class Seen:
    """What staff see of one response: not what it says. `arm` is how its sender was reached."""

    response: Response
    arm: Arm
    history: list[Done]


def read_response(session: Session, version: Version, response_id: int) -> Seen:
    """Raises `NotFoundError` for a number that this version's survey has no response of."""
    response = session.get(Response, response_id)
    answered = session.get(SurveyVersion, response.version_id) if response else None
    if response is None or answered is None or answered.survey_id != version.survey_id:
        raise NotFoundError
    return Seen(response, session.get_one(Arm, response.arm_id), read_history(session, response_id))


def read_history(session: Session, response_id: int) -> list[Done]:
    """What was done with a response, the oldest first."""
    author, second = aliased(Person), aliased(Person)
    query = (
        select(Exclusion, author.email, second.email)
        .outerjoin(author, author.id == Exclusion.person_id)
        .outerjoin(ApprovalAnswer, ApprovalAnswer.request_id == Exclusion.request_id)
        .outerjoin(second, second.id == ApprovalAnswer.person_id)
        .where(Exclusion.response_id == response_id)
        .order_by(Exclusion.id)
    )
    return [Done(*row) for row in session.execute(query)]
