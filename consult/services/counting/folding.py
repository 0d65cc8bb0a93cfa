"""Counting: responses waiting in the outbox are added to the cells, in batches, exactly once.

A batch is one transaction: rows leave the outbox and enter the cells together or not at all. Only one process
folds at a time (it holds LOCK, see consult.worker.leadership), so cells are never contended.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Row, text
from sqlalchemy.orm import Session

BATCH = 1000
LOCK = 0x636F6E73756C74

Counts = NDArray[np.int64]


class CellKey(NamedTuple):
    """Which cell a response is counted in."""

    version_id: int
    arm_id: int
    eligible: bool
    stratum: str


@dataclass(frozen=True, slots=True)
class Fold:
    """What one batch changed: counts to add by cell, and counted responses to add by version, arm and day."""

    taken: int
    cells: Mapping[CellKey, Counts]
    arrivals: Mapping[tuple[int, int, date], int]


TAKE = text("""
    DELETE FROM outbox WHERE id IN (SELECT id FROM outbox ORDER BY id LIMIT :batch FOR UPDATE SKIP LOCKED)
    RETURNING version_id, arm_id, eligible, stratum, positions, sign, day
""")
READ = text("""
    SELECT version_id, arm_id, eligible, stratum, counts FROM cell
    JOIN unnest(CAST(:versions AS bigint[]), CAST(:arms AS bigint[]), CAST(:eligibles AS boolean[]),
                CAST(:strata AS text[])) AS touched (version_id, arm_id, eligible, stratum)
    USING (version_id, arm_id, eligible, stratum)
""")
WRITE = text("""
    INSERT INTO cell (version_id, arm_id, eligible, stratum, counts)
    SELECT version_id, arm_id, eligible, stratum, CAST(counts AS integer[])
    FROM unnest(CAST(:versions AS bigint[]), CAST(:arms AS bigint[]), CAST(:eligibles AS boolean[]),
                CAST(:strata AS text[]), CAST(:counts AS text[]))
         AS folded (version_id, arm_id, eligible, stratum, counts)
    ON CONFLICT (version_id, arm_id, eligible, stratum) DO UPDATE SET counts = excluded.counts
""")
ARRIVE = text("""
    INSERT INTO arrival (version_id, arm_id, day, responses) VALUES (:version, :arm, :day, :responses)
    ON CONFLICT (version_id, arm_id, day) DO UPDATE SET responses = arrival.responses + excluded.responses
""")
PULSE = text("""
    INSERT INTO pulse (survey_id, replies, folded_at)
    SELECT survey_id, :added, now() FROM survey_version WHERE id = :version
    ON CONFLICT (survey_id) DO UPDATE SET replies = pulse.replies + excluded.replies, folded_at = now()
""")


def fold(session: Session, batch: int = BATCH) -> Fold:
    """Move up to `batch` rows from the outbox into the cells. The caller commits."""
    rows = session.execute(TAKE, {"batch": batch}).all()
    change = add_up(rows)
    if rows:
        _add_to_cells(session, change.cells)
        _add_to_arrivals(session, change)
    return change


def add_up(rows: Iterable[Row[tuple[object, ...]]]) -> Fold:
    """The sums of a batch, by cell and by day."""
    positions: dict[CellKey, list[int]] = defaultdict(list)
    signs: dict[CellKey, list[int]] = defaultdict(list)
    arrivals: dict[tuple[int, int, date], int] = defaultdict(int)
    taken = 0
    for row in rows:
        key = CellKey(row.version_id, row.arm_id, row.eligible, row.stratum)
        positions[key] += row.positions
        signs[key] += [row.sign] * len(row.positions)
        arrivals[row.version_id, row.arm_id, row.day] += row.sign
        taken += 1
    cells = {key: np.bincount(at, weights=signs[key]).astype(np.int64) for key, at in positions.items()}
    return Fold(taken, cells, dict(arrivals))


def _add_to_cells(session: Session, changes: Mapping[CellKey, Counts]) -> None:
    keys = _key_columns(changes)
    known = {CellKey(*row[:4]): np.array(row.counts) for row in session.execute(READ, keys)}
    sums = [add_padded(known.get(key), change) for key, change in changes.items()]
    literals = ["{" + ",".join(map(str, total.tolist())) + "}" for total in sums]
    session.execute(WRITE, keys | {"counts": literals})


def _key_columns(keys: Iterable[CellKey]) -> dict[str, list[object]]:
    versions, arms, eligibles, strata = ([*column] for column in zip(*keys, strict=True))
    return {"versions": versions, "arms": arms, "eligibles": eligibles, "strata": strata}


def _add_to_arrivals(session: Session, change: Fold) -> None:
    added: dict[int, int] = defaultdict(int)
    for (version, arm, day), responses in change.arrivals.items():
        session.execute(ARRIVE, {"version": version, "arm": arm, "day": day, "responses": responses})
        added[version] += responses
    for version, responses in added.items():
        session.execute(PULSE, {"version": version, "added": responses})


def add_padded(known: Counts | None, change: Counts) -> Counts:
    """The sum of two rows of counts, the shorter one continued with zeros."""
    if known is None:
        return change
    total = np.zeros(max(len(known), len(change)), dtype=np.int64)
    total[: len(known)] += known
    total[: len(change)] += change
    return total
