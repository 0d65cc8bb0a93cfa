"""Batches of one-use codes: made for a sample, and reconciled with the replies they led to.

Codes and answers are never tied together: what is counted here is letters and used codes, nothing else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from analysis.finding.facts import Arm as ReachedBy
from analysis.finding.samples.gates import response_rate
from analysis.finding.words.phrases import percent
from consult.errors import NotFoundError
from consult.models import Arm, InvitationBatch, Person
from consult.services import audit
from consult.services.answering.invitations import make_invitations
from consult.services.reaching.ways import CODED
from consult.services.refusals import FieldRefusedError

LEAST_CODES = 10  # of a batch of very few, it could be told which reply came by which code
MOST_CODES = 50_000
EVERY_BATCH = "TRUE"
ONE_BATCH = "batch.id = :batch"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBatch:
    """A batch to make: for which way, and how its sample was drawn."""

    arm: str
    name: str
    size: int
    post_on: date
    frame: str
    selection: str
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchView:
    """A batch with its letters and codes counted. `undelivered` are all that came back, `voided` their codes."""

    id: int
    name: str
    arm: str
    kind: str
    label: str
    made: int
    post_on: date
    posted: int
    posted_on: date | None
    undelivered: int
    used: int
    voided: int
    ended: bool

    @property
    def reached(self) -> int:
        """Mailed that arrived, as far as is known."""
        return self.posted - self.undelivered

    @property
    def rate(self) -> str:
        """The share of them whose code was used, in words; blank while it is not known."""
        invited = ReachedBy(self.arm, self.kind, self.label, invited=self.reached)
        rate = response_rate([invited], self.used)
        return "" if rate is None else percent(rate)


READ = """
    SELECT batch.id, batch.name, arm.code AS arm, arm.kind, arm.label, batch.size AS made, batch.post_on,
           coalesce(fate.posted, 0) AS posted, fate.posted_on, coalesce(fate.undelivered, 0) AS undelivered,
           coalesce(fate.ended, false) AS ended, coalesce(code.used, 0) AS used,
           coalesce(code.voided, 0) AS voided
    FROM invitation_batch AS batch JOIN arm ON arm.id = batch.arm_id
    LEFT JOIN LATERAL (
        SELECT sum(letters) FILTER (WHERE kind = 'posted') AS posted,
               max(day) FILTER (WHERE kind = 'posted') AS posted_on,
               sum(letters) FILTER (WHERE kind = 'undelivered') AS undelivered,
               bool_or(kind = 'voided') AS ended
        FROM batch_event WHERE batch_id = batch.id
    ) AS fate ON true
    LEFT JOIN LATERAL (
        SELECT bit_count(bit_or(used)) AS used, bit_count(bit_or(voided)) AS voided
        FROM code_use WHERE batch_id = batch.id
    ) AS code ON true
    WHERE arm.consultation_id = :consultation AND {which} ORDER BY batch.id DESC
"""


def make_batch(
    session: Session, person: Person | None, consultation_id: int, new: NewBatch
) -> tuple[InvitationBatch, list[str]]:
    """A batch and its codes, which nobody can be shown again; raises `FieldRefusedError`."""
    of_code = select(Arm).where(Arm.consultation_id == consultation_id, Arm.code == new.arm)
    arm = session.scalars(of_code).one_or_none()
    if arm is None or arm.kind not in CODED:
        raise FieldRefusedError("arm", "Select whom the codes are for")
    if not LEAST_CODES <= new.size <= MOST_CODES:
        raise FieldRefusedError("size", f"Enter a number from {LEAST_CODES} to {MOST_CODES:,}")
    same_name = InvitationBatch.arm_id == arm.id, InvitationBatch.name == new.name
    if session.scalar(select(InvitationBatch.id).where(*same_name)) is not None:
        raise FieldRefusedError("name", "There is a batch with this name already. Choose another name")
    batch = InvitationBatch(
        arm_id=arm.id,
        name=new.name,
        size=new.size,
        post_on=new.post_on,
        frame=new.frame,
        selection=new.selection,
        notes=new.notes,
        person_id=person.id if person else None,
    )
    session.add(batch)
    session.flush()
    codes = make_invitations(session, batch)
    audit.record(session, person, "codes made", f"invitation_batch:{batch.id}", number=new.size)
    return batch, codes


def read_batches(session: Session, consultation_id: int) -> list[BatchView]:
    """The newest first."""
    return _read(session, EVERY_BATCH, {"consultation": consultation_id})


def read_batch(session: Session, consultation_id: int, batch_id: int) -> BatchView:
    """Raises `NotFoundError` for a number that this consultation has no batch of."""
    found = _read(session, ONE_BATCH, {"consultation": consultation_id, "batch": batch_id})
    if not found:
        raise NotFoundError
    return found[0]


def _read(session: Session, which: str, keys: dict[str, int]) -> list[BatchView]:
    rows = session.execute(text(READ.format(which=which)), keys)
    return [BatchView(**row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's public name for it


@dataclass(frozen=True, slots=True)
class Mailed:
    """Letters of a way that were posted, and those that did not come back."""

    posted: int = 0
    arrived: int = 0


def count_letters(session: Session, consultation_id: int) -> dict[str, Mailed]:
    """By the code of the way."""
    return add_up(read_batches(session, consultation_id))


def add_up(batches: Sequence[BatchView]) -> dict[str, Mailed]:
    """A way none of whose batches was posted is left out: nothing is known of it."""
    found: dict[str, Mailed] = {}
    for batch in batches:
        if batch.posted:
            before = found.get(batch.arm, Mailed())
            found[batch.arm] = Mailed(before.posted + batch.posted, before.arrived + batch.reached)
    return found
