"""Checking what was typed: forms drawn at random are typed again by somebody else, who does not see the first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from consult.errors import ConsultError
from consult.models import Arm, AssistedEntry, EntryCheck, Person, Response
from consult.services import audit
from consult.services.answering.stored import read_answers
from consult.services.consultations.catalogue import Version
from consult.services.vault import Vault
from surveys.double_entry import Comparison, compare

PAGE = 200
Replacing = aliased(AssistedEntry)


class CheckRefusedError(ConsultError):
    title = "You cannot check this form"


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry in the list; `compared` and `differing` are None before it was checked."""

    id: int
    serial: str
    batch: str
    arm: str
    by: str
    entered_at: datetime
    state: str
    compared: int | None
    differing: list[str] | None
    replaced: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """How many forms were entered and checked, and how many of the compared answers differed."""

    entered: int
    checked: int
    compared: int
    differing: int


def next_to_check(session: Session, person: Person, version_ids: list[int]) -> int | None:
    """An entry of somebody else that nobody has checked, drawn at random; None when there is none."""
    query = (
        select(AssistedEntry.id)
        .join(Response, Response.id == AssistedEntry.response_id)
        .outerjoin(EntryCheck, EntryCheck.entry_id == AssistedEntry.id)
        .outerjoin(Replacing, Replacing.replaces_id == AssistedEntry.id)
        .where(
            Response.version_id.in_(version_ids),
            Response.state == "counted",
            AssistedEntry.person_id != person.id,
            EntryCheck.id.is_(None),
            Replacing.id.is_(None),
        )
    )
    return session.scalar(query.order_by(func.random()).limit(1))


def check_may_type(session: Session, person: Person, entry: AssistedEntry) -> None:
    """Raises `CheckRefusedError` for one's own entry, or one that was checked."""
    if entry.person_id == person.id:
        raise CheckRefusedError("You typed this form. Somebody else must check it.")
    if session.scalar(select(EntryCheck.id).where(EntryCheck.entry_id == entry.id)) is not None:
        raise CheckRefusedError("It was checked already.")


def check_entry(session: Session, person: Person, entry: AssistedEntry, comparison: Comparison) -> EntryCheck:
    """Keep the result of a check: which questions differ, never the answers."""
    check_may_type(session, person, entry)
    differing = [each.question.name for each in comparison.differences]
    check = EntryCheck(
        entry_id=entry.id, person_id=person.id, compared=comparison.compared, differing=differing
    )
    session.add(check)
    session.flush()
    audit.record(session, person, "entry checked", f"assisted_entry:{entry.id}", differing=len(differing))
    return check


def compare_entry(
    session: Session, vault: Vault, version: Version, response: Response, answers: Mapping[str, Any]
) -> Comparison:
    """What was typed first beside what was typed now."""
    first = read_answers(session, vault, version, response)
    return compare(version.questionnaire, first, answers)


def read_entries(session: Session, version_ids: list[int]) -> list[EntryLine]:
    """The newest first."""
    rows = session.execute(_lines(version_ids).order_by(AssistedEntry.id.desc()).limit(PAGE))
    return [EntryLine(*row) for row in rows]


def _lines(version_ids: list[int]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            AssistedEntry.id,
            AssistedEntry.serial,
            AssistedEntry.batch,
            Arm.label,
            Person.email,
            AssistedEntry.entered_at,
            Response.state,
            EntryCheck.compared,
            EntryCheck.differing,
            Replacing.id.is_not(None),
        )
        .join(Response, Response.id == AssistedEntry.response_id)
        .join(Arm, Arm.id == Response.arm_id)
        .join(Person, Person.id == AssistedEntry.person_id)
        .outerjoin(EntryCheck, EntryCheck.entry_id == AssistedEntry.id)
        .outerjoin(Replacing, Replacing.replaces_id == AssistedEntry.id)
        .where(Response.version_id.in_(version_ids))
    )


def tally_checks(session: Session, version_ids: list[int]) -> Tally:
    """Corrections are not counted as forms of their own."""
    query = (
        select(
            func.count().filter(AssistedEntry.replaces_id.is_(None)),
            func.count(EntryCheck.id),
            func.coalesce(func.sum(EntryCheck.compared), 0),
            func.coalesce(func.sum(func.cardinality(EntryCheck.differing)), 0),
        )
        .select_from(AssistedEntry)
        .join(Response, Response.id == AssistedEntry.response_id)
        .outerjoin(EntryCheck, EntryCheck.entry_id == AssistedEntry.id)
        .where(Response.version_id.in_(version_ids))
    )
    return Tally(*(int(number) for number in session.execute(query).one()))
