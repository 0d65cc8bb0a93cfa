"""Proof that the counts are what the responses say: everything is counted again and compared."""

from collections import defaultdict
from collections.abc import Mapping

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.models import Cell, Outbox, Response
from consult.services.consultations.catalogue import Catalogue
from consult.services.counting.folding import CellKey, Counts, add_padded, add_up
from surveys.layout import positions

CHUNK = 5000


def find_differences(session: Session, catalogue: Catalogue) -> dict[CellKey, tuple[Counts, Counts]]:
    """Cells whose counts, with what waits in the outbox, differ from the responses: (counted, recounted).

    The session must read one unchanging state of the database (REPEATABLE READ).
    """
    counted = read_counts(session)
    recounted = recount(session, catalogue)
    return {
        key: (counted.get(key, EMPTY), recounted.get(key, EMPTY))
        for key in counted.keys() | recounted.keys()
        if not _equal(counted.get(key, EMPTY), recounted.get(key, EMPTY))
    }


EMPTY: Counts = np.zeros(0, dtype=np.int64)


def read_counts(session: Session) -> Mapping[CellKey, Counts]:
    """The cells as they will be once the outbox is empty."""
    counts = {
        CellKey(cell.version_id, cell.arm_id, cell.eligible, cell.stratum): np.array(
            cell.counts, dtype=np.int64
        )
        for cell in session.scalars(select(Cell))
    }
    for key, change in add_up(session.execute(select(*Outbox.__table__.columns))).cells.items():
        counts[key] = add_padded(counts.get(key), change)
    return counts


def recount(session: Session, catalogue: Catalogue) -> Mapping[CellKey, Counts]:
    """The counts made anew from every counted response, read in pieces."""
    query = (
        select(Response.version_id, Response.arm_id, Response.eligible, Response.stratum, Response.answers)
        .where(Response.state == "counted")
        .execution_options(yield_per=CHUNK)
    )
    found: dict[CellKey, list[int]] = defaultdict(list)
    for version_id, arm_id, eligible, stratum, answers in session.execute(query):
        layout = catalogue.version(session, version_id).layout
        found[CellKey(version_id, arm_id, eligible, stratum)] += positions(layout, answers)
    return {cell: np.bincount(at) for cell, at in found.items()}


def _equal(one: Counts, other: Counts) -> bool:
    difference = add_padded(one, -other)
    return not difference.any()
