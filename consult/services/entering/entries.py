"""Typing in a reply for somebody: the same encoding and the same statement as a reply from the web."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from consult.clock import LONDON
from consult.errors import ConsultError, NotFoundError
from consult.models import Arm, AssistedEntry, Person, Response
from consult.services import audit
from consult.services.answering.drafts import Draft
from consult.services.answering.invitations import find_invitation
from consult.services.answering.submissions import SEND, check_complete, is_sent, response_row
from consult.services.answering.visits import Visit
from consult.services.consultations.catalogue import Listing, Version
from consult.services.reaching.ways import ASSISTED
from consult.services.records.exclusions import day_of, exclude_retyped
from consult.services.refusals import FieldRefusedError
from consult.services.vault import Vault
from surveys.writing.comparing import serial_key

LATEST = timedelta(days=14)
NO_CODE = "No unused invitation has this code. Leave it empty if it cannot be read: the form then counts as paper does"
LAST_NUMBER = re.compile(r"\d+(?!.*\d)")


class EntryRefusedError(ConsultError):
    title = "Replies cannot be entered now"


class CorrectedMeanwhileError(FieldRefusedError):
    """Somebody else has corrected the form since it was opened; `newest` is the number of their entry."""

    def __init__(self, newest: int) -> None:
        super().__init__("again", "Somebody else corrected this form in the meantime. Nothing was saved.")
        self.newest = newest


@dataclass(frozen=True, slots=True)
class Desk:
    """Who types, and what is asked."""

    person: Person
    listing: Listing
    version: Version
    vault: Vault


@dataclass(frozen=True, slots=True)
class Slip:
    """What stands on a form beside the answers: how it came, and its number, which no other form has.

    With the `code` of an invitation it counts among those who were invited.
    """

    arm: str
    batch: str
    serial: str
    received_on: date
    code: str = ""


@dataclass(frozen=True, slots=True)
class Keyed:
    """A form as it was typed; `visit` makes the same typing sent twice one response with one receipt."""

    visit: Visit
    slip: Slip
    answers: Mapping[str, Any]
    replaces: AssistedEntry | None = None


def enter_reply(session: Session, desk: Desk, keyed: Keyed) -> str:
    """Store a typed reply and give its receipt, the same one again if it was stored before.

    Raises `EntryRefusedError` long after closing, `FieldRefusedError` for a form that was entered before.
    """
    if is_sent(session, keyed.visit):
        return keyed.visit.receipt
    slip = replace(keyed.slip, serial=tidy(keyed.slip.serial))
    moment = received_at(session, desk.listing, slip.received_on)
    arm = desk.listing.arms.get(slip.arm)
    if arm is None or arm.kind not in ASSISTED:
        raise FieldRefusedError("arm", "Select how the reply came")
    arm_id = _arm_before(session, keyed.replaces) or arm.id
    draft = Draft(desk.version.id, arm_id, _code_of(session, desk, slip), moment, dict(keyed.answers))
    check_complete(desk.version, draft)
    row = response_row(desk.vault, desk.version, keyed.visit, draft) | {"received": moment}
    response_id = session.execute(SEND, row).scalar()
    if response_id is not None:
        _register(session, desk, keyed, slip, response_id)
    return keyed.visit.receipt


def _code_of(session: Session, desk: Desk, slip: Slip) -> bytes | None:
    """The hash of the code on the form; raises `FieldRefusedError` for one that lets nobody in (any more)."""
    if not slip.code:
        return None
    found = find_invitation(session, desk.listing.id, slip.code)
    if found is None:
        raise FieldRefusedError("code", NO_CODE)
    code_hash: bytes = found.code_hash
    return code_hash


def _arm_before(session: Session, replaced: AssistedEntry | None) -> int | None:
    """A corrected form counts as the first typing of it did: its code is used up."""
    return None if replaced is None else session.get_one(Response, replaced.response_id).arm_id


def _register(session: Session, desk: Desk, keyed: Keyed, slip: Slip, response_id: int) -> None:
    old = keyed.replaces
    if old is not None:
        newer = session.scalar(select(AssistedEntry.id).where(AssistedEntry.replaces_id == old.id))
        if newer is not None:
            raise CorrectedMeanwhileError(newer)
        exclude_retyped(session, desk.person, old.response_id)
    key = serial_key(slip.serial)
    if not key:
        raise FieldRefusedError("serial", "Enter the number on the form")
    values = {
        "consultation_id": desk.listing.id,
        "response_id": response_id,
        "way": slip.arm,
        "batch": slip.batch,
        "serial": slip.serial,
        "serial_key": key,
        "received_on": slip.received_on,
        "replaces_id": old.id if old else None,
        "person_id": desk.person.id,
    }
    new = insert(AssistedEntry).values(**values).on_conflict_do_nothing().returning(AssistedEntry.id)
    entry_id = session.scalar(new)
    if entry_id is None:
        raise _entered_before(session, desk, key)
    audit.record(session, desk.person, "reply entered", f"assisted_entry:{entry_id}", arm=slip.arm)


def _entered_before(session: Session, desk: Desk, key: str) -> FieldRefusedError:
    query = select(AssistedEntry.serial).where(
        AssistedEntry.consultation_id == desk.listing.id, AssistedEntry.serial_key == key
    )
    first = session.scalars(query.order_by(AssistedEntry.id).limit(1)).one()
    return FieldRefusedError("serial", f"The form {first} was entered already")


def received_at(session: Session, listing: Listing, day: date) -> datetime:
    """The beginning of the day on which a reply came, if it came in time and is not entered too late."""
    now: datetime = session.scalars(select(func.now())).one()
    if not listing.opens_at <= now < listing.closes_at + LATEST:
        raise EntryRefusedError(
            f"Replies that came in time can be entered until {LATEST.days} days after closing, not before opening."
        )
    first, last = day_of(listing.opens_at), min(day_of(listing.closes_at), day_of(now))
    if not first <= day <= last:
        raise FieldRefusedError("received", f"Enter a day from {_british(first)} to {_british(last)}")
    return datetime.combine(day, time(), LONDON)


def _british(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def tidy(serial: str) -> str:
    """A serial number as it is kept: capitals, no blanks."""
    return "".join(serial.upper().split())


def next_serial(serial: str) -> str:
    """The number that follows: P-009 is followed by P-010; one without digits by nothing."""

    def add_one(found: re.Match[str]) -> str:
        return str(int(found[0]) + 1).zfill(len(found[0]))

    return LAST_NUMBER.sub(add_one, serial) if LAST_NUMBER.search(serial) else ""


def find_entry(session: Session, version_ids: list[int], entry_id: int) -> tuple[AssistedEntry, Response]:
    """Raises `NotFoundError` for a number that these versions have no entry of."""
    query = select(AssistedEntry, Response).join(Response, Response.id == AssistedEntry.response_id)
    found = session.execute(
        query.where(AssistedEntry.id == entry_id, Response.version_id.in_(version_ids))
    ).one_or_none()
    if found is None:
        raise NotFoundError
    return found[0], found[1]


def slip_of(session: Session, entry: AssistedEntry) -> Slip:
    """What stood on the form of an entry."""
    code = select(Arm.code).join(Response, Response.arm_id == Arm.id)
    arm = entry.way or session.scalars(code.where(Response.id == entry.response_id)).one()
    return Slip(arm, entry.batch, entry.serial, entry.received_on)
