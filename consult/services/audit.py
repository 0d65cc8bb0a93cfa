"""The record of staff acts, written in the same transaction as the act; searched and exported by staff."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from consult.clock import LONDON
from consult.exports.table import Sheet
from consult.models import Audit, Person

PAGE = 50
CHUNK = 2_000
HEADERS = ("number", "at", "who", "act", "about", "details")
NOBODY = "command line"


def record(session: Session, person: Person | None, action: str, subject: str, **detail: Any) -> None:
    """Add one row; `subject` names the thing, as in `response:12`. No answers, codes or texts go in here."""
    session.add(Audit(person_id=person.id if person else None, action=action, subject=subject, detail=detail))


@dataclass(frozen=True, slots=True)
class Search:
    """Which acts are looked for: by whom, of what kind, about which thing, from one day to another."""

    email: str = ""
    action: str = ""
    about: str = ""
    since: date | None = None
    until: date | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """One page of acts, the newest first, and where the next page begins."""

    rows: list[Row[Any]]
    following: int | None


def find_acts(session: Session, search: Search) -> Found:
    rows = list(session.execute(_matching(search).limit(PAGE + 1)))
    return Found(rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None)


def list_actions(session: Session) -> list[str]:
    """Every kind of act that is on record."""
    return list(session.scalars(select(Audit.action).distinct().order_by(Audit.action)))


def write_acts(session: Session, search: Search) -> Sheet:
    """All that match, to be written into a file."""
    found = session.execute(_matching(search).execution_options(yield_per=CHUNK))
    return Sheet("audit", HEADERS, _cells(found))


def _cells(found: Iterator[Row[Any]]) -> Iterator[tuple[int, str, str, str, str, str]]:
    for row in found:
        detail = json.dumps(row.detail, ensure_ascii=False) if row.detail else ""
        yield row.id, row.at.isoformat(), row.email or NOBODY, row.action, row.subject, detail


def _matching(search: Search) -> Select[*tuple[Any, ...]]:
    query = select(Audit.id, Audit.at, Person.email, Audit.action, Audit.subject, Audit.detail).outerjoin(
        Person, Person.id == Audit.person_id
    )
    if search.email:
        query = query.where(
            Audit.person_id.is_(None) if search.email == NOBODY else Person.email == search.email
        )
    if search.action:
        query = query.where(Audit.action == search.action)
    if search.about:
        query = query.where(Audit.subject.icontains(search.about, autoescape=True))
    if search.since:
        query = query.where(Audit.at >= _midnight(search.since))
    if search.until:
        query = query.where(Audit.at < _midnight(search.until + timedelta(days=1)))
    if search.before is not None:
        query = query.where(Audit.id < search.before)
    return query.order_by(Audit.id.desc())


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON).astimezone(UTC)
