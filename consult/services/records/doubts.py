"""Replies in doubt: noticed by the plan's rule or by staff, and open until staff have looked at them.

However their senders were reached; only those of people who were chosen can keep a finding from being made. A doubt
excludes nothing. Two people agree on each that is raised or settled (see `noting`).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Row, select, text
from sqlalchemy.orm import Session, aliased

from analysis.plan.plan import DoubtRule
from analysis.vocabulary import BURST_TIMES, CHOSEN
from consult.models import ApprovalAnswer, Doubt, Person
from consult.services.findings.replies import to_count

READ = text("""
    WITH asked AS (
        SELECT response.id, response.answers, response.pace, response.crowd, response.arm_id, response.received_at,
               arm.code, arm.label, arm.kind = ANY(:chosen) AS chosen
        FROM response JOIN arm ON arm.id = response.arm_id
        WHERE response.version_id = ANY(:versions) AND response.state = 'counted' AND response.eligible
    ), hours AS (
        SELECT arm_id, received_at, count(*) AS sent FROM asked
        WHERE NOT chosen AND pace IS NOT NULL GROUP BY arm_id, received_at
    ), usual AS (
        SELECT arm_id, percentile_cont(0.5) WITHIN GROUP (ORDER BY sent) AS sent FROM hours GROUP BY arm_id
    ), bursts AS (
        SELECT arm_id, hours.received_at FROM hours JOIN usual USING (arm_id)
        WHERE :burst > 0 AND hours.sent >= :burst AND hours.sent >= :times * usual.sent
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
                   CASE WHEN EXISTS (SELECT FROM alike WHERE alike.answers = asked.answers) THEN 'alike' END,
                   CASE WHEN :crowd > 0 AND asked.crowd >= :crowd THEN 'crowd' END,
                   CASE WHEN asked.pace IS NOT NULL AND (asked.arm_id, asked.received_at) IN (TABLE bursts)
                       THEN 'burst' END
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
    rows = session.execute(
        READ, asdict(rule) | {"versions": versions, "chosen": list(CHOSEN), "times": BURST_TIMES}
    )
    words = {
        "hurried": f"Sent after less than {rule.pace:g} seconds for each answered question",
        "alike": f"{rule.alike} or more replies have exactly the same answers",
        "crowd": f"Begun after {rule.crowd} or more from the same network within an hour",
        "burst": f"Sent in an hour with {rule.burst} or more replies by this way, many times as many as usual",
    }
    return [_in_doubt(row, words) for row in rows]


def _in_doubt(row: Row[Any], words: Mapping[str, str]) -> InDoubt:
    staff = () if row.raised is None else (f"Staff: {row.raised}",)
    noticed = tuple(words[cause] for cause in row.noticed if cause not in row.known)
    return InDoubt(row.id, row.code, row.label, (*staff, *noticed), tuple({*row.noticed, *row.known}))


def tally(found: Sequence[InDoubt]) -> dict[str, int]:
    """How many replies are in doubt by each way of being reached, by its name."""
    return dict(Counter(each.label for each in found))


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
