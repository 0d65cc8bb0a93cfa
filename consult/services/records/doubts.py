"""Replies in doubt: noticed by the plan's rule or by staff, and open until staff have looked at them.

Only replies of people who were chosen, because only these can lead to a finding. A doubt excludes nothing. As
many doubts keep a finding from being made, two people agree on each that is raised or settled (see `noting`).
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select, text
from sqlalchemy.orm import Session, aliased

from analysis.plan.plan import DoubtRule
from analysis.vocabulary import CHOSEN
from consult.models import ApprovalAnswer, Doubt, Person
from consult.services.findings.replies import to_count

READ = text("""
    WITH asked AS (
        SELECT response.id, response.answers, response.pace, arm.code, arm.label
        FROM response JOIN arm ON arm.id = response.arm_id
        WHERE response.version_id = ANY(:versions) AND response.state = 'counted' AND response.eligible
            AND arm.kind = ANY(:kinds)
    ), alike AS (
        SELECT answers FROM asked GROUP BY answers
        HAVING count(*) >= :alike AND (SELECT count(*) FROM jsonb_object_keys(answers)) >= :answers
    ), noted AS (
        SELECT response_id, max(id) FILTER (WHERE action = 'settled') AS settled,
               max(id) FILTER (WHERE action = 'raised') AS raised
        FROM doubt WHERE response_id IN (SELECT id FROM asked) GROUP BY response_id
    ), judged AS (
        SELECT asked.id, asked.code, asked.label,
               CASE WHEN raised.id > coalesce(settled.id, 0) THEN raised.reason END AS raised,
               array_remove(ARRAY[
                   CASE WHEN asked.pace < :pace THEN 'hurried' END,
                   CASE WHEN EXISTS (SELECT FROM alike WHERE alike.answers = asked.answers) THEN 'alike' END
               ], NULL) AS noticed, coalesce(settled.causes, '{}') AS known
        FROM asked LEFT JOIN noted ON noted.response_id = asked.id
        LEFT JOIN doubt AS settled ON settled.id = noted.settled
        LEFT JOIN doubt AS raised ON raised.id = noted.raised
    )
    SELECT id, code, label, raised, noticed, known FROM judged
    WHERE raised IS NOT NULL OR NOT noticed <@ known ORDER BY id
""")


@dataclass(frozen=True, slots=True)
class InDoubt:
    """A reply in doubt: the way its sender was reached, every reason in words, and the codes of what was noticed."""

    id: int
    code: str
    label: str
    reasons: tuple[str, ...]
    causes: tuple[str, ...]


def read_doubts(session: Session, survey_id: int, rule: DoubtRule) -> list[InDoubt]:
    """The replies in doubt among those that a finding would count, the oldest first."""
    versions = list(session.scalars(to_count(survey_id)))
    limits = {"pace": rule.pace, "alike": rule.alike, "answers": rule.answers}
    rows = session.execute(READ, {"versions": versions, "kinds": list(CHOSEN)} | limits)
    words = {
        "hurried": f"Sent after less than {rule.pace:g} seconds for each answered question",
        "alike": f"{rule.alike} or more replies have exactly the same answers",
    }
    return [_in_doubt(row, words) for row in rows]


def _in_doubt(row: Row[Any], words: Mapping[str, str]) -> InDoubt:
    staff = () if row.raised is None else (f"Staff: {row.raised}",)
    noticed = tuple(words[cause] for cause in row.noticed if cause not in row.known)
    return InDoubt(row.id, row.code, row.label, (*staff, *noticed), tuple({*row.noticed, *row.known}))


def count_unresolved(session: Session, survey_id: int, rule: DoubtRule) -> Counter[str]:
    """How many replies are in doubt, by the code of the way."""
    return Counter(found.code for found in read_doubts(session, survey_id, rule))


@dataclass(frozen=True, slots=True)
class Noted:
    """What was noted about a response: who asked for it and who approved it, as far as it is known."""

    doubt: Doubt
    asked_by: str | None
    approved_by: str | None


def read_notes(session: Session, response_id: int) -> list[Noted]:
    """What staff noted about a response, the oldest first."""
    author, second = aliased(Person), aliased(Person)
    query = (
        select(Doubt, author.email, second.email)
        .outerjoin(author, author.id == Doubt.person_id)
        .outerjoin(ApprovalAnswer, ApprovalAnswer.request_id == Doubt.request_id)
        .outerjoin(second, second.id == ApprovalAnswer.person_id)
        .where(Doubt.response_id == response_id)
        .order_by(Doubt.id)
    )
    return [Noted(*row) for row in session.execute(query)]
