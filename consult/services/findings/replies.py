"""The counted replies as the finding wants them: by group, by how people were reached, by side."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np
from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from analysis.categories import Dimension
from analysis.cells import CellTable, from_rows
from analysis.finding.replies import (
    ARM,
    AS_WRITTEN,
    CAMPAIGN,
    DIRECTION,
    DOUBT,
    NO,
    REVERSED,
    UNDRAWN,
    YES,
    narrow,
)
from analysis.plan.plan import Question
from analysis.vocabulary import STATES
from consult.models import Arm, Response, SurveyVersion
from consult.services.answering.submissions import split_stratum
from surveys.questionnaire import Questionnaire
from surveys.questions import AnyQuestion
from surveys.questions.ordering import draw, is_reversible
from surveys.strata import UNKNOWN

CHUNK = 5000
DIRECTIONS = (AS_WRITTEN, REVERSED, UNDRAWN)


@dataclass(frozen=True, slots=True)
class Reply:
    """What the finding needs of one reply: its arm and groups, its answer, and its marks."""

    arm: str
    stratum: Sequence[str]
    answer: str | None
    campaign: bool
    doubt: bool = False
    lot: int | None = None

    @classmethod
    def of(cls, row: Row[Any], *, campaign: bool, doubt: bool = False) -> "Reply":
        """A row of `rows_of`."""
        groups = split_stratum(row.stratum)
        return cls(row.code, groups, row.answer, campaign, doubt, row.lot)


@dataclass(frozen=True, slots=True)
class Marks:
    """Which responses have a text of a campaign, and which are in doubt, by their numbers."""

    campaign: Collection[int] = frozenset()
    doubt: Collection[int] = frozenset()


def tabulate(
    questionnaire: Questionnaire, question: Question, arms: Sequence[str], replies: Iterable[Reply]
) -> CellTable:
    """Replies counted into cells with the three shares; a group that is no longer asked counts as unknown."""
    strata = [Dimension(stratum.name, stratum.categories) for stratum in questionnaire.strata]
    marks = (*(Dimension(mark, (NO, YES)) for mark in (CAMPAIGN, DOUBT)), Dimension(DIRECTION, DIRECTIONS))
    dimensions = (Dimension(ARM, tuple(arms)), *strata, *marks)
    asked = questionnaire.owners[question.variable]
    place = {answer: at for at, state in enumerate(STATES) for answer in question.answers(state)}
    codes, given = [], []
    for reply in replies:
        groups = [
            each.categories.index(category if category in each.categories else UNKNOWN)
            for each, category in zip(strata, reply.stratum, strict=True)
        ]
        direction = DIRECTIONS.index(_direction(asked, reply.lot))
        codes.append([arms.index(reply.arm), *groups, reply.campaign, reply.doubt, direction])
        given.append(place.get(reply.answer or "", -1))
    rows = np.array(codes, dtype=np.intp).reshape(len(codes), len(dimensions))
    answers = {"answer": np.array(given, dtype=np.intp)}
    table = from_rows(dimensions, rows, answers, {"answer": len(STATES)})
    return narrow(table, {state: (1 + at,) for at, state in enumerate(STATES)})


def _direction(asked: AnyQuestion, lot: int | None) -> str:
    """Which end of the scale stood first; the scale of a question whose order is not drawn has no direction."""
    if lot is None or not is_reversible(asked):
        return UNDRAWN
    return REVERSED if draw(asked, lot).reversed else AS_WRITTEN


def read_replies(session: Session, survey_id: int, question: Question, marks: Marks) -> Iterator[Reply]:
    """The counted replies of people whom findings are about."""
    query = rows_of(question).where(
        Response.version_id.in_(to_count(survey_id)), Response.state == "counted", Response.eligible
    )
    for row in session.execute(query.execution_options(yield_per=CHUNK)):
        yield Reply.of(row, campaign=row.id in marks.campaign, doubt=row.id in marks.doubt)


def rows_of(question: Question) -> Select[*tuple[Any, ...]]:
    """What a finding reads of replies."""
    answer = Response.answers[question.variable].astext.label("answer")
    query = select(Response.id, Response.stratum, Response.lot, answer, Arm.code, Arm.kind)
    query = query.select_from(Response)
    return query.join(Arm, Arm.id == Response.arm_id)


def responses_of(survey_id: int) -> Select[int]:
    """The number of responses to all versions of a survey."""
    query = select(func.count()).select_from(Response)
    joined = query.join(SurveyVersion, SurveyVersion.id == Response.version_id)
    return joined.where(SurveyVersion.survey_id == survey_id)


def to_count(survey_id: int) -> Select[int]:
    """The versions whose replies a finding counts: those that were asked about the proposal as it is now.

    After a change everybody may reply again, so replies to the earlier proposal would count people twice.
    """
    newest = select(func.max(SurveyVersion.proposal_number)).where(SurveyVersion.survey_id == survey_id)
    return select(SurveyVersion.id).where(
        SurveyVersion.survey_id == survey_id, SurveyVersion.proposal_number == newest.scalar_subquery()
    )


def digest_replies(session: Session, survey_id: int) -> str:
    """SHA-256 over the lines of all responses; whoever is given the same lines can compute it again."""
    whole = sha256()
    for line in write_replies(session, survey_id):
        whole.update(line)
    return whole.hexdigest()


def write_replies(session: Session, survey_id: int) -> Iterator[bytes]:
    """A line of JSON for each response that was not erased, in order of their receipts.

    A line is [hash of the receipt, questionnaire digest, arm, state, eligible, groups, answers, pace], names
    sorted, without blanks; where there is a `crowd` or a `lot`, with both. For auditors only: a person's receipt
    tells which line is theirs.
    """
    query = (
        select(
            Response.receipt_hash, SurveyVersion.digest, Arm.code, Response.state, Response.eligible,
            Response.stratum, Response.answers, Response.pace, Response.crowd, Response.lot,
        )
        .join(Arm, Arm.id == Response.arm_id)
        .join(SurveyVersion, SurveyVersion.id == Response.version_id)
        .where(SurveyVersion.survey_id == survey_id, Response.state != "erased")
        .order_by(Response.receipt_hash)
        .execution_options(yield_per=CHUNK)
    )  # fmt: skip
    for receipt, *rest, crowd, lot in session.execute(query):
        told = [receipt.hex(), *rest, *([] if crowd is None and lot is None else [crowd, lot])]
        line = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        yield line.encode() + b"\n"
