"""Snapshots: what the board shows, renewed only as far as disclosure control lets it move.

The cubes hold every counted response. From them, groups whose replies have changed enough are let out: their
counts, weighted sums and support are stored, and everything a reader sees is made of what is stored.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from analysis.arrays import BoolArray, FloatArray, IntArray, find_marks
from analysis.board.figures import support_figures
from analysis.board.material import Material
from analysis.board.people import compare_people
from analysis.board.publication import Group, Publication
from analysis.board.weighing import Weighing, weigh
from analysis.cells import CellTable
from analysis.evidence.measures import Wanted
from analysis.plan.defaults import census_weighting
from analysis.plan.plan import Weighting
from analysis.vocabulary import STATES
from consult.models import PublishedGroup, Snapshot
from consult.services.counting.cubes import ARM, Cube
from consult.services.counting.editions import resume, store_editions
from consult.services.counting.material import make_material
from consult.services.counting.measuring import measure_groups, read_wanted
from consult.services.findings.plans import read_plan
from consult.services.findings.published import plan_in_force

STATE_COLUMNS = {"n": slice(0, 1), "states": slice(1, 1 + len(STATES))}


@dataclass
class Board:
    """What one counting process knows of a survey's board: what was let out, under which number."""

    version_id: int
    material: Material
    publication: Publication
    weighting: Weighting
    number: int = 0
    support: dict[str, Any] = field(default_factory=dict)
    weighing: dict[str, Any] = field(default_factory=dict)
    wanted: list[Wanted] = field(default_factory=list)
    measures: dict[str, Any] = field(default_factory=dict)

    def fits(self, cube: Cube) -> bool:
        """Whether the cube still has the questions and the groups that this was opened with."""
        same_groups = self.publication.axes == Publication.of(cube.table()).axes
        return self.version_id == cube.version.id and same_groups


def open_board(session: Session, cube: Cube) -> Board:
    """Take up where the last snapshot stopped: what was let out then counts as unchanged since.

    Replies to a changed proposal are published from the beginning, as those of another survey would be.
    """
    survey_id = cube.version.survey_id
    table = cube.table()
    board = Board(
        cube.version.id,
        make_material(cube.version.questionnaire),
        Publication.of(table),
        weighting_of(session, cube),
    )
    board.wanted = read_wanted(session, survey_id)
    last = session.scalars(
        select(Snapshot).where(Snapshot.survey_id == survey_id).order_by(Snapshot.number.desc()).limit(1)
    ).one_or_none()
    board.number = last.number if last else 0
    if last is not None and last.proposal_number == cube.version.proposal_number:
        board.support = dict(last.body["support"])
        board.weighing = dict(last.body["weighing"])
        board.measures = dict(last.body.get("measures", {}))
        resume(session, cube.version, board.publication)
    return board


def weighting_of(session: Session, cube: Cube) -> Weighting:
    """That of the plan in force; the suggested one where replies were counted without a plan."""
    plan = plan_in_force(session, cube.version.survey_id)
    return read_plan(plan).weighting if plan else census_weighting()


def renew_snapshot(session: Session, cube: Cube, board: Board) -> bool:
    """Let out every group that may move and store the next snapshot; false when nothing may."""
    table = cube.table()
    states = state_counts(board.material, table.counts)
    editions, groups = board.publication.renew(table, states)
    if not editions:
        return False
    board.number += 1
    store_editions(session, cube.version, board.number, editions)
    rows = [
        row
        for arm, of_arm in _by_arm(groups).items()
        for row in _let_out(cube, board, _Sample.of(cube, board.material, arm), of_arm)
    ]
    _store(session, rows)
    renewed = {row["key"]: row["support"] for row in rows}
    board.measures |= measure_groups(session, cube.version, board.material, board.wanted, renewed)
    body = {
        "support": board.support,
        "weighing": board.weighing,
        "people": [asdict(comparison) for comparison in compare_people(table)],
        "measures": board.measures,
    }
    of = {"survey_id": cube.version.survey_id, "proposal_number": cube.version.proposal_number}
    session.add(Snapshot(**of, number=board.number, body=body))
    return True


def state_counts(material: Material, counts: FloatArray) -> FloatArray:
    """Replies of each cell by state of the primary item (C, 3)."""
    return np.column_stack([counts[:, material.states[state]].sum(axis=1) for state in STATES])


@dataclass(frozen=True)
class _Sample:
    """The replies that are weighted together, of one arm or of all: their rows in the cube, and little else."""

    arm: str
    rows: IntArray
    table: CellTable

    @classmethod
    def of(cls, cube: Cube, material: Material, arm: str) -> "_Sample":
        whole = cube.table()
        rows = np.flatnonzero(whole.mask(arm=[arm])) if arm else np.arange(len(whole.codes))
        counts = np.column_stack([whole.n, state_counts(material, whole.counts)])[rows]
        return cls(arm, rows, CellTable(whole.dimensions, whole.codes[rows], counts, STATE_COLUMNS))

    @property
    def states(self) -> FloatArray:
        return self.table.values("states")


def _by_arm(groups: Iterable[Group]) -> dict[str, list[Group]]:
    found: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        found[group.choice.get(ARM, "")].append(group)
    return found


def _let_out(cube: Cube, board: Board, sample: _Sample, groups: Sequence[Group]) -> list[dict[str, Any]]:
    """Weigh the sample once, then give the counts, weighted sums and support of each group as rows to store."""
    weighing = weigh(sample.table, board.weighting)
    board.weighing[sample.arm] = {"steps": list(weighing.steps), "refusal": weighing.refusal}
    domains = _domains(sample.table, groups)
    figures = support_figures(weighing, sample.states, domains)
    counts, weighted = _sums(cube, sample, weighing, domains)
    rows = []
    for group, found, row, weights in zip(groups, figures, counts, weighted, strict=True):
        document = found.to_document()
        if len(group.choice.keys() - {ARM}) <= 1:
            board.support[group.key] = document
        rows.append({"key": group.key, "replies": int(row[0]), "counts": row.tobytes(), "support": document,
                     "weighted": weights.tobytes() if weighing.weights else None})  # fmt: skip
    version = cube.version
    fixed = {"survey_id": version.survey_id, "proposal_number": version.proposal_number,
             "version_id": version.id, "number": board.number}  # fmt: skip
    return [row | fixed for row in rows]


def _domains(table: CellTable, groups: Sequence[Group]) -> BoolArray:
    """Which cells (C,) belong to each of the groups (G, C)."""
    chosen = {item for group in groups for item in group.choice.items()}
    marked = {(name, category): table.mask(**{name: [category]}) for name, category in chosen}
    everybody = np.ones(len(table.codes), dtype=np.bool_)
    parts = [[everybody, *(marked[item] for item in group.choice.items())] for group in groups]
    return np.array([np.logical_and.reduce(masks) for masks in parts])


def _sums(
    cube: Cube, sample: _Sample, weighing: Weighing, domains: BoolArray
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Counts and weighted sums (G, V) of the groups, as sparse products over the cube as it lies in memory."""
    factor = weighing.weights.factor if weighing.weights else np.zeros(len(sample.rows))
    group, cell = find_marks(domains)
    shape, places = (len(domains), len(cube.rows)), (group, sample.rows[cell])
    counts, weighted = (
        np.asarray(csr_array((each, places), shape=shape) @ cube.table().counts)
        for each in (np.ones(len(cell)), factor[cell])
    )
    return counts.astype(np.int32), weighted.astype(np.float32)


def _store(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    new = insert(PublishedGroup)
    place = ["survey_id", "proposal_number", "key"]
    changed = {name: new.excluded[name] for name in rows[0].keys() - {*place}}
    statement = new.on_conflict_do_update(index_elements=place, set_=changed)
    session.execute(statement, list(rows))
