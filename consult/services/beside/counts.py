"""How much was heard beside the replies that enter percentages: numbers for the public record, never shares."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from analysis.disclosure.rules import RULES
from analysis.disclosure.withheld import Shown
from analysis.finding.rounding import number
from consult.models import Response, SessionNote, Survey, SurveyVersion, Withdrawal, WrittenSubmission
from surveys.conditions import names
from surveys.document import parse
from surveys.questionnaire import Questionnaire

ORGANISATION = "organisation"  # the code of the answer of those who reply for one


@dataclass(frozen=True, slots=True)
class RecordsBeside:
    """What stands and was not withdrawn: replies of organisations by the form, submissions, notes of sessions.

    Submissions and notes are documents on the record. Replies by the form are people's answers, so their number is
    rounded like every number of replies, and None when it is too small to tell.
    """

    organisations: Shown[int]
    submissions: int
    submissions_of_organisations: int
    session_notes: int
    attendance: int


def records_beside(session: Session, consultation_id: int) -> RecordsBeside:
    """Counts of all that is part of the record and of no percentage."""
    of_organisations = WrittenSubmission.sender_kind == ORGANISATION
    standing = _standing(
        select(func.count(), func.count().filter(of_organisations))
        .select_from(WrittenSubmission)
        .outerjoin(Withdrawal, Withdrawal.submission_id == WrittenSubmission.id)
        .where(WrittenSubmission.consultation_id == consultation_id)
    )
    notes = _standing(
        select(func.count(), func.coalesce(func.sum(SessionNote.attendance), 0))
        .select_from(SessionNote)
        .outerjoin(Withdrawal, Withdrawal.note_id == SessionNote.id)
        .where(SessionNote.consultation_id == consultation_id)
    )
    return RecordsBeside(
        number(count_organisations(session, consultation_id), RULES),
        *map(int, session.execute(standing).one()),
        *map(int, session.execute(notes).one()),
    )


def _standing(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return query.where(Withdrawal.id.is_(None))


def count_organisations(session: Session, consultation_id: int) -> int:
    """Counted replies of those who said on the form that they answer for an organisation."""
    versions = session.scalars(
        select(SurveyVersion)
        .join(Survey, Survey.id == SurveyVersion.survey_id)
        .where(Survey.consultation_id == consultation_id)
    )
    return sum(_count(session, version) for version in versions)


def _count(session: Session, version: SurveyVersion) -> int:
    said = list(_said_organisation(parse(version.document)))
    if not said:
        return 0
    counted = Response.version_id == version.id, Response.state == "counted"
    return session.scalar(select(func.count()).where(*counted, or_(*said))) or 0


def _said_organisation(questionnaire: Questionnaire) -> Iterator[ColumnElement[bool]]:
    """The answers by which a questionnaire tells organisations from residents."""
    for name in names(questionnaire.eligible):
        variable = questionnaire.variables_by_name.get(name)
        if variable and ORGANISATION in {value.code for value in variable.values}:
            yield Response.answers[name].astext == ORGANISATION
