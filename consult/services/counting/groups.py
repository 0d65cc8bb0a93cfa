"""Groups of replies as they are let out: their counts, weighted sums and support, in rows to store."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from analysis.arrays import BoolArray, FloatArray, IntArray, find_marks
from analysis.board.figures import support_figures
from analysis.board.material import Material
from analysis.board.populations import WHO, Population
from analysis.board.publication import Group
from analysis.board.weighing import Weighing
from analysis.cells import CellTable
from analysis.vocabulary import STATES
from consult.models import PublishedGroup
from consult.services.counting.cubes import ARM, Cube

STATE_COLUMNS = {"n": slice(0, 1), "states": slice(1, 1 + len(STATES))}

Row = dict[str, Any]


@dataclass(frozen=True)
class Counted:
    """The replies of one population: their rows in the cube, and little else."""

    rows: IntArray
    table: CellTable

    @classmethod
    def of(cls, cube: Cube, material: Material, population: Population) -> "Counted":
        whole = cube.table()
        rows = np.flatnonzero(whole.mask(**{ARM: population.arms}))
        counts = np.column_stack([whole.n, state_counts(material, whole.counts)])[rows]
        return cls(rows, CellTable(whole.dimensions, whole.codes[rows], counts, STATE_COLUMNS))

    @property
    def states(self) -> FloatArray:
        return self.table.values("states")


def state_counts(material: Material, counts: FloatArray) -> FloatArray:
    """Replies of each cell by state of the primary item (C, 3)."""
    return np.column_stack([counts[:, material.states[state]].sum(axis=1) for state in STATES])


def make_rows(cube: Cube, counted: Counted, weighing: Weighing, groups: Sequence[Group]) -> list[Row]:
    """The counts, weighted sums and support of groups of one population."""
    domains = _domains(counted.table, groups)
    figures = support_figures(weighing, counted.states, domains)
    counts, weighted = _sums(cube, counted, weighing, domains)
    return [
        {"key": group.key, "replies": int(row[0]), "counts": row.tobytes(), "support": found.to_document(),
         "weighted": weights.tobytes() if weighing.weights else None}
        for group, found, row, weights in zip(groups, figures, counts, weighted, strict=True)
    ]  # fmt: skip


def store_rows(session: Session, rows: Sequence[Row], fixed: Mapping[str, Any]) -> None:
    """Put groups in place of what they showed before; `fixed` says of which board and edition they are."""
    new = insert(PublishedGroup)
    place = ["survey_id", "proposal_number", "key"]
    whole = [row | dict(fixed) for row in rows]
    changed = {name: new.excluded[name] for name in whole[0].keys() - {*place}}
    session.execute(new.on_conflict_do_update(index_elements=place, set_=changed), whole)


def _domains(table: CellTable, groups: Sequence[Group]) -> BoolArray:
    """Which cells (C,) of a population belong to each of its groups (G, C)."""
    parts = [{name: [code] for name, code in group.choice.items() if name != WHO} for group in groups]
    return np.array([table.mask(**part) for part in parts])


def _sums(
    cube: Cube, counted: Counted, weighing: Weighing, domains: BoolArray
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Counts and weighted sums (G, V) of the groups, as sparse products over the cube as it lies in memory."""
    each = weighing.weights.each if weighing.weights else np.zeros(len(counted.rows))
    group, cell = find_marks(domains)
    shape, places = (len(domains), len(cube.rows)), (group, counted.rows[cell])
    counts, weighted = (
        np.asarray(csr_array((amounts, places), shape=shape) @ cube.table().counts)
        for amounts in (np.ones(len(cell)), each[cell])
    )
    return counts.astype(np.int32), weighted.astype(np.float32)
