"""Sealing anew with the newest secret what an older one sealed, so that the older one can be thrown away.

What is sealed is looked at by opening it: the number in front is one byte, and what was sealed before there were
numbers has any byte there. A row is written only over what was read, so nothing that changes meanwhile is lost.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from consult.errors import SealedError
from consult.keys import Ring
from consult.services.vault import Vault, monitoring_context, record_context, statement_context

BATCH = 500


@dataclass(frozen=True, slots=True)
class Place:
    """A column that holds sealed bytes: its row, the ring it belongs to and what binds it to its place."""

    table: str
    column: str
    row: str
    ring: Callable[[Vault], Ring]
    context: Callable[[Row[Any]], bytes]
    bound_by: str
    beside: str = ""

    @property
    def read(self) -> str:
        names = f"held.{self.row} AS number, held.{self.column} AS sealed, {self.bound_by}"
        return (
            f"SELECT {names} FROM {self.table} AS held {self.beside} "  # noqa: S608 - names of our own
            f"WHERE held.{self.row} > :after ORDER BY held.{self.row} LIMIT :batch"
        )

    @property
    def write(self) -> str:
        return (
            f"UPDATE {self.table} SET {self.column} = :sealed "  # noqa: S608 - names of our own
            f"WHERE {self.row} = :number AND {self.column} = :was"
        )


def _record(table: str, part: str) -> Place:
    return Place(
        table,
        f"sealed_{part}",
        "id",
        lambda vault: vault.records,
        lambda row: record_context(row.binding, part),
        "held.binding",
    )


OF_RESPONSE = "JOIN response ON response.id = held.response_id"
PLACES = (
    Place(
        "statement",
        "sealed",
        "id",
        lambda vault: vault.statements,
        lambda row: statement_context(row.key_hash, row.question),
        "response.key_hash, held.question",
        OF_RESPONSE,
    ),
    Place(
        "monitoring",
        "sealed",
        "response_id",
        lambda vault: vault.monitoring,
        lambda row: monitoring_context(row.key_hash),
        "response.key_hash",
        OF_RESPONSE,
    ),
    _record("written_submission", "sender"),
    _record("written_submission", "content"),
    _record("session_note", "views"),
)


@dataclass(frozen=True, slots=True)
class Tally:
    """Of the sealed values that were looked at: sealed anew, still to be sealed anew, and not to be opened."""

    seen: int = 0
    renewed: int = 0
    left: int = 0
    lost: int = 0

    def __add__(self, more: "Tally") -> "Tally":
        return Tally(
            self.seen + more.seen,
            self.renewed + more.renewed,
            self.left + more.left,
            self.lost + more.lost,
        )


def look_through(
    session: Session, vault: Vault, place: Place, after: int, *, renew: bool
) -> tuple[Tally, int]:
    """One batch behind the row `after`: what was found, and the last row; that is 0 when there was none."""
    rows = session.execute(text(place.read), {"after": after, "batch": BATCH}).all()
    tally = Tally()
    for row in rows:
        tally += _look_at(session, vault, place, row, renew=renew)
    return tally, rows[-1].number if rows else 0


def _look_at(session: Session, vault: Vault, place: Place, row: Row[Any], *, renew: bool) -> Tally:
    ring, context, sealed = place.ring(vault), place.context(row), bytes(row.sealed)
    if ring.is_newest(sealed, context):
        return Tally(seen=1)
    try:
        plain = ring.open(sealed, context)
    except SealedError:
        return Tally(seen=1, lost=1)
    if not renew:
        return Tally(seen=1, left=1)
    values = {"number": row.number, "was": sealed, "sealed": ring.seal(plain, context)}
    written = session.execute(text(f"{place.write} RETURNING 1"), values).all()
    return Tally(seen=1, renewed=len(written), left=1 - len(written))
