"""Replies in doubt: noticed by the plan's rule or by staff, and open until staff have looked at them.

Only replies of people who were chosen, because only these can lead to a finding. A doubt excludes nothing.
"""

from collections import Counter
from collections.abc import Mapping
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


class DoubtRefusedError(ConsultError):
    title = "This cannot be done with this response"


@dataclass(frozen=True, slots=True)
class InDoubt:
    """A reply in doubt: the way its sender was reached, every reason in words, and the codes of what was noticed."""

    id: int
    code: str
    label: str
    reasons: tuple[str, ...]
    causes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A doubt that is raised, or all that are settled: then with the codes of what had been noticed."""

    action: str
    reason: str
    causes: tuple[str, ...] = ()


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


def note_doubt(session: Session, person: Person | None, response: Response, note: Note) -> None:
    """Raise a doubt about a response, or settle all there are; raises `DoubtRefusedError`."""
    arm = session.get_one(Arm, response.arm_id)
    if arm.kind not in CHOSEN:
        raise DoubtRefusedError("Its sender chose to reply. Doubts are noted of people who were chosen.")
    if response.state != "counted":
        raise DoubtRefusedError(f"The response is {response.state}, so no doubt about it matters.")
    author, causes = person.id if person else None, sorted(note.causes)
    said = {"action": note.action, "reason": note.reason.strip(), "causes": causes}
    session.add(Doubt(response_id=response.id, person_id=author, **said))
    audit.record(session, person, f"doubt {note.action}", f"response:{response.id}")


def read_notes(session: Session, response_id: int) -> list[Doubt]:
    """What staff noted about a response, the oldest first."""
    return list(session.scalars(select(Doubt).where(Doubt.response_id == response_id).order_by(Doubt.id)))
