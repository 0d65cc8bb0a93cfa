"""Replies in doubt: noticed by the plan's rule or by staff, and open until staff have looked at them.

Only replies of people who were chosen, because only these can lead to a finding. A doubt excludes nothing.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select, text
from sqlalchemy.orm import Session

from analysis.plan.plan import DoubtRule
from analysis.vocabulary import CHOSEN
from consult.errors import ConsultError
from consult.models import Arm, Doubt, Person, Response
from consult.services import audit
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
    ), last AS (
        SELECT DISTINCT ON (response_id) response_id, action, reason FROM doubt
        WHERE response_id IN (SELECT id FROM asked) ORDER BY response_id, id DESC
    ), judged AS (
        SELECT asked.id, asked.code, asked.label, last.action, last.reason,
               coalesce(asked.pace < :pace, false) AS hurried,
               EXISTS (SELECT FROM alike WHERE alike.answers = asked.answers) AS alike
        FROM asked LEFT JOIN last ON last.response_id = asked.id
    )
    SELECT id, code, label, hurried, alike, CASE action WHEN 'raised' THEN reason END AS raised FROM judged
    WHERE action = 'raised' OR (action IS NULL AND (hurried OR alike)) ORDER BY id
""")


class DoubtRefusedError(ConsultError):
    title = "This cannot be done with this response"


@dataclass(frozen=True, slots=True)
class InDoubt:
    """A reply in doubt: the way its sender was reached, and every reason."""

    id: int
    code: str
    label: str
    causes: tuple[str, ...]


def read_doubts(session: Session, survey_id: int, rule: DoubtRule) -> list[InDoubt]:
    """The replies in doubt among those that a finding would count, the oldest first."""
    versions = list(session.scalars(to_count(survey_id)))
    limits = {"pace": rule.pace, "alike": rule.alike, "answers": rule.answers}
    rows = session.execute(READ, {"versions": versions, "kinds": list(CHOSEN)} | limits)
    return [
        InDoubt(row.id, row.code, row.label, tuple(cause for holds, cause in _causes(row, rule) if holds))
        for row in rows
    ]


def _causes(row: Row[Any], rule: DoubtRule) -> Iterator[tuple[bool, str]]:
    yield row.raised is not None, f"Staff: {row.raised}"
    yield row.hurried, f"Sent after less than {rule.pace:g} seconds for each answered question"
    yield row.alike, f"{rule.alike} or more replies have exactly the same answers"


def count_unresolved(session: Session, survey_id: int, rule: DoubtRule) -> Counter[str]:
    """How many replies are in doubt, by the code of the way."""
    return Counter(found.code for found in read_doubts(session, survey_id, rule))


def note_doubt(session: Session, person: Person | None, response: Response, action: str, reason: str) -> None:
    """Raise a doubt about a response, or settle all there are; raises `DoubtRefusedError`."""
    arm = session.get_one(Arm, response.arm_id)
    if arm.kind not in CHOSEN:
        raise DoubtRefusedError("Its sender chose to reply. Doubts are noted of people who were chosen.")
    if response.state != "counted":
        raise DoubtRefusedError(f"The response is {response.state}, so no doubt about it matters.")
    author = person.id if person else None
    session.add(Doubt(response_id=response.id, action=action, reason=reason.strip(), person_id=author))
    audit.record(session, person, f"doubt {action}", f"response:{response.id}")


def read_notes(session: Session, response_id: int) -> list[Doubt]:
    """What staff noted about a response, the oldest first."""
    return list(session.scalars(select(Doubt).where(Doubt.response_id == response_id).order_by(Doubt.id)))
