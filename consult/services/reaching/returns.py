"""What becomes of a batch after its codes were made: posted, come back, or voided before posting."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, func, select, text
from sqlalchemy.orm import Session

from consult.errors import ConsultError
from consult.models import BatchEvent, InvitationBatch, Person
from consult.services import audit
from consult.services.answering.invitations import hash_code
from consult.services.reaching.batches import BatchView
from consult.services.refusals import FieldRefusedError

SHOWN = 5
MOST_CODES = 5_000


# While codes are looked at and voided, none of the batch can be used up.
HOLD = text("SELECT FROM code_use WHERE batch_id = :batch FOR UPDATE")
FIND = text("""
    SELECT code.code_hash, code.position, get_bit(known.used, code.position) = 1 AS used,
           get_bit(known.voided, code.position) = 1 AS voided
    FROM invitation AS code, (
        SELECT bit_or(used) AS used, bit_or(voided) AS voided FROM code_use WHERE batch_id = :batch
    ) AS known
    WHERE code.batch_id = :batch AND code.code_hash = ANY(:hashes)
""")
VOID = text("UPDATE code_use SET voided = voided | CAST(:mask AS varbit) WHERE batch_id = :batch")
VOID_UNUSED = text("""
    UPDATE code_use SET voided = voided | ~(SELECT bit_or(used) FROM code_use WHERE batch_id = :batch)
    WHERE batch_id = :batch
""")


class BatchRefusedError(ConsultError):
    title = "This cannot be done with this batch"


@dataclass(frozen=True, slots=True)
class Letters:
    """So many letters on a day, with a note."""

    number: int
    day: date
    note: str = ""


def mark_posted(session: Session, person: Person | None, batch: BatchView, letters: Letters) -> None:
    """Raises `FieldRefusedError`; a batch is posted once, and not after it was voided."""
    if batch.posted or batch.ended:
        raise BatchRefusedError("It was posted or voided already.")
    if not 1 <= letters.number <= batch.made:
        raise FieldRefusedError("number", f"Enter a number from 1 to {batch.made:,}")
    if letters.day > today(session):
        raise FieldRefusedError("day", "Enter a day that is not in the future")
    _record(session, person, batch, "posted", letters)


def record_undelivered(session: Session, person: Person | None, batch: BatchView, letters: Letters) -> None:
    """Add letters that came back, without their codes; a negative number takes a mistake back."""
    _check_posted(batch)
    most = batch.posted - batch.used
    if not batch.voided <= batch.undelivered + letters.number <= most:
        raise FieldRefusedError(
            "number",
            f"With this, {batch.undelivered + letters.number:,} letters would have come back. "
            f"It must be from {batch.voided:,} to {most:,}: {batch.used:,} codes were used",
        )
    _record(session, person, batch, "undelivered", letters)


def void_returned(
    session: Session, person: Person | None, batch: BatchView, codes: Sequence[str], day: date
) -> int:
    """Void the codes of letters that came back, all of them or, with `FieldRefusedError`, none."""
    _check_posted(batch)
    if not 1 <= len(codes) <= MOST_CODES:
        raise FieldRefusedError("codes", f"Paste from 1 to {MOST_CODES:,} codes at a time")
    by_hash = {hash_code(code): code for code in codes}
    session.execute(HOLD, {"batch": batch.id})
    found = session.execute(FIND, {"batch": batch.id, "hashes": list(by_hash)})
    known = {row.code_hash: row for row in found}
    _check_codes(by_hash, known)
    if batch.undelivered + len(known) > batch.posted - batch.used:
        raise FieldRefusedError("codes", "More letters would have come back than were posted")
    void = mask((row.position for row in known.values()), batch.made)
    session.execute(VOID, {"batch": batch.id, "mask": void})
    _record(session, person, batch, "undelivered", Letters(len(known), day))
    return len(known)


def void_batch(session: Session, person: Person | None, batch: BatchView, reason: str) -> None:
    """End a batch that was never posted: none of its codes works any more."""
    if batch.posted or batch.ended:
        raise BatchRefusedError("It was posted or voided already.")
    session.execute(HOLD, {"batch": batch.id})
    session.execute(VOID_UNUSED, {"batch": batch.id})
    _record(session, person, batch, "voided", Letters(batch.made, today(session), reason))


def today(session: Session) -> date:
    """The day in Kent, by the database's clock."""
    found: date = session.scalars(select(func.date(func.timezone("Europe/London", func.now())))).one()
    return found


def _check_posted(batch: BatchView) -> None:
    if not batch.posted:
        raise BatchRefusedError("Record first that the letters were posted.")


def _check_codes(by_hash: Mapping[bytes, str], known: Mapping[bytes, Row[Any]]) -> None:
    strange = [code for key, code in by_hash.items() if key not in known]
    used = [by_hash[key] for key, row in known.items() if row.used]
    again = [by_hash[key] for key, row in known.items() if row.voided]
    for codes, problem in (
        (strange, "not a code of this batch"),
        (used, "used for a reply, so the letter did arrive"),
        (again, "void already"),
    ):
        if codes:
            more = f" and {len(codes) - SHOWN} more" if len(codes) > SHOWN else ""
            raise FieldRefusedError(
                "codes", f"{', '.join(codes[:SHOWN])}{more}: {problem}. Nothing was recorded"
            )


def mask(positions: Iterable[int], size: int) -> str:
    """A bit for each code of a batch, 1 at the given positions."""
    bits = ["0"] * size
    for position in positions:
        bits[position] = "1"
    return "".join(bits)


def _record(session: Session, person: Person | None, batch: BatchView, kind: str, letters: Letters) -> None:
    event = BatchEvent(
        batch_id=batch.id,
        kind=kind,
        letters=letters.number,
        day=letters.day,
        note=letters.note,
        person_id=person.id if person else None,
    )
    session.add(event)
    session.flush()
    audit.record(session, person, f"batch {kind}", f"invitation_batch:{batch.id}", letters=letters.number)


def read_events(session: Session, batch_id: int) -> list[BatchEvent]:
    query = select(BatchEvent).where(BatchEvent.batch_id == batch_id).order_by(BatchEvent.id)
    return list(session.scalars(query))


def read_plan(session: Session, batch_id: int) -> InvitationBatch:
    """How the sample of a batch was drawn."""
    return session.get_one(InvitationBatch, batch_id)
