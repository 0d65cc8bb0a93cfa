"""Snapshots: what the board shows, renewed only as far as disclosure control lets it move.

The cubes hold every counted response. From them, groups whose replies have changed enough are let out: their
counts, weighted sums and support are stored, and everything a reader sees is made of what is stored.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from analysis.arrays import BoolArray
from analysis.board.figures import STATES, support_figures
from analysis.board.material import Material
from analysis.board.people import compare_people
from analysis.board.publication import Group, Publication
from analysis.board.weighing import Weighing, weigh
from analysis.cells import CellTable
from consult.models import PublishedGroup, Snapshot
from consult.services.cubes import ARM, ELIGIBLE, Cube
from consult.services.material import make_material


@dataclass
class Board:
    """What one counting process knows of a survey's board: what was let out, under which number."""

    version_id: int
    material: Material
    publication: Publication
    number: int = 0
    support: dict[str, Any] = field(default_factory=dict)
    weighing: dict[str, Any] = field(default_factory=dict)


def open_board(session: Session, cube: Cube) -> Board:
    """Take up where the last snapshot stopped: what was let out then counts as unchanged since."""
    survey_id = cube.version.survey_id
    table = eligible_replies(cube)
    board = Board(cube.version.id, make_material(cube.version.questionnaire), Publication.of(table))
    last = session.scalars(
        select(Snapshot).where(Snapshot.survey_id == survey_id).order_by(Snapshot.number.desc()).limit(1)
    ).one_or_none()
    if last is not None:
        board.number = last.number
        board.support = dict(last.body["support"])
        board.weighing = dict(last.body["weighing"])
        groups = select(PublishedGroup.key, PublishedGroup.counts[1]).where(
            PublishedGroup.survey_id == survey_id
        )
        board.publication.resume(table, {key: float(n) for key, n in session.execute(groups)})
    return board


def renew_snapshot(session: Session, cube: Cube, board: Board) -> bool:
    """Let out every group that is due and store the next snapshot; false when nothing may move."""
    table = eligible_replies(cube)
    due = board.publication.due(table)
    if not due:
        return False
    board.number += 1
    for arm, groups in _by_arm(due).items():
        _let_out(session, cube, board, _Sample(arm, table.where(arm=[arm]) if arm else table), groups)
    body = {
        "support": board.support,
        "weighing": board.weighing,
        "people": [asdict(comparison) for comparison in compare_people(table)],
    }
    session.add(Snapshot(survey_id=cube.version.survey_id, number=board.number, body=body))
    return True


def eligible_replies(cube: Cube) -> CellTable:
    """Only replies of people whom findings are about."""
    return cube.table().where(**{ELIGIBLE: ["yes"]})


@dataclass(frozen=True)
class _Sample:
    """The replies that are weighted together: of one arm, or of all."""

    arm: str
    table: CellTable


def _by_arm(groups: Iterable[Group]) -> dict[str, list[Group]]:
    found: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        found[group.choice.get(ARM, "")].append(group)
    return found


def _let_out(session: Session, cube: Cube, board: Board, sample: _Sample, groups: Sequence[Group]) -> None:
    """Weigh the sample once, then store the counts, weighted sums and support of each group."""
    weighing = weigh(sample.table)
    board.weighing[sample.arm] = {"steps": list(weighing.steps), "refusal": weighing.refusal}
    domains = np.array([_cells(sample.table, group.choice) for group in groups])
    states = np.column_stack(
        [sample.table.counts[:, board.material.states[state]].sum(axis=1) for state in STATES]
    )
    figures = support_figures(weighing, states, domains)
    rows = []
    for group, domain, found in zip(groups, domains, figures, strict=True):
        document = found.to_document()
        if len(group.choice) <= 1 or (len(group.choice) == 2 and ARM in group.choice):
            board.support[group.key] = document
        rows.append(_row(cube, board, group, (sample.table, weighing, domain)) | {"support": document})
    _store(session, rows)


def _cells(table: CellTable, choice: Mapping[str, str]) -> BoolArray:
    return table.mask(**{name: [category] for name, category in choice.items()})


def _row(
    cube: Cube, board: Board, group: Group, part: tuple[CellTable, Weighing, BoolArray]
) -> dict[str, Any]:
    table, weighing, domain = part
    counts = table.counts * domain[:, None]
    weighted = weighing.weighted(counts)
    return {
        "survey_id": cube.version.survey_id,
        "key": group.key,
        "counts": counts.sum(axis=0).astype(int).tolist(),
        "weighted": None if weighted is None else weighted.tolist(),
        "number": board.number,
    }


def _store(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    new = insert(PublishedGroup)
    changed = {name: new.excluded[name] for name in ("counts", "weighted", "support", "number")}
    statement = new.on_conflict_do_update(index_elements=["survey_id", "key"], set_=changed)
    session.execute(statement, list(rows))
