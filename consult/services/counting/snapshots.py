"""Snapshots: what the board shows, renewed only as far as disclosure control lets it move.

The cubes hold every counted response. From them, groups whose replies have changed enough are let out: their
counts, weighted sums and support are stored, and everything a reader sees is made of what is stored.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis.board.material import Material
from analysis.board.people import compare_people
from analysis.board.populations import populations
from analysis.board.publication import PAUSE, Group, Publication
from analysis.board.support import SupportFigures, parse_figures
from analysis.board.weighing import UNWEIGHTED, weigh
from analysis.documents import to_document
from analysis.evidence.measures import Wanted
from analysis.finding.facts import Arm as ArmFacts
from analysis.plan.defaults import census_weighting
from analysis.plan.plan import Weighting
from consult.models import Arm, Consultation, Snapshot, Survey
from consult.services.counting.cubes import Cube
from consult.services.counting.editions import resume, store_editions
from consult.services.counting.groups import Counted, Row, make_rows, state_counts, store_rows
from consult.services.counting.material import make_material
from consult.services.counting.measuring import measure_groups, read_wanted
from consult.services.counting.shown import released_at
from consult.services.findings.plans import read_plan
from consult.services.findings.published import deciding_plan
from consult.services.reaching.batches import count_letters


@dataclass
class Board:
    """What one counting process knows of a survey's board: what was let out, under which number."""

    version_id: int
    material: Material
    publications: Sequence[Publication]
    weighting: Weighting
    number: int = 0
    support: dict[str, Any] = field(default_factory=dict)
    weighing: dict[str, Any] = field(default_factory=dict)
    wanted: list[Wanted] = field(default_factory=list)
    measures: dict[str, Any] = field(default_factory=dict)

    def fits(self, cube: Cube) -> bool:
        """Whether the cube still has the questions and the groups that this was opened with."""
        held = {code for publication in self.publications for code in publication.population.arms}
        dimensions = {dimension.name: dimension.categories for dimension in cube.dimensions}
        axes = [publication.axes.items() for publication in self.publications]
        same_groups = all(
            dimensions.get(name) == codes for each in axes for name, codes in each if name != "arm"
        )
        return self.version_id == cube.version.id and held == {*cube.arms.values()} and same_groups


def open_board(session: Session, cube: Cube) -> Board:
    """Take up where the last snapshot stopped: what was let out then counts as unchanged since.

    Replies to a changed proposal are published from the beginning, as those of another survey would be.
    """
    survey_id, table = cube.version.survey_id, cube.table()
    kinds = {arm.code: arm.kind for arm in session.scalars(select(Arm).where(Arm.id.in_(cube.arms)))}
    pause = timedelta(0) if is_invented(session, survey_id) else PAUSE
    made = [Publication.of(table, each, pause=pause) for each in populations(kinds)]
    board = Board(
        cube.version.id, make_material(cube.version.questionnaire), made, weighting_of(session, cube)
    )
    board.wanted = read_wanted(session, survey_id)
    query = select(Snapshot).where(Snapshot.survey_id == survey_id).order_by(Snapshot.number.desc())
    last = session.scalars(query.limit(1)).one_or_none()
    board.number = last.number if last else 0
    if last is not None and last.proposal_number == cube.version.proposal_number:
        board.support = dict(last.body["support"])
        board.weighing = dict(last.body["weighing"])
        board.measures = dict(last.body.get("measures", {}))
        for publication in board.publications:
            resume(session, cube.version, publication)
            publication.released = released_at(last, publication.population.code)
    return board


def is_invented(session: Session, survey_id: int) -> bool:
    """Whether it is a demonstration, whose people nobody has to protect."""
    query = select(Consultation.synthetic).join(Survey, Survey.consultation_id == Consultation.id)
    return session.scalars(query.where(Survey.id == survey_id)).one()


def weighting_of(session: Session, cube: Cube) -> Weighting:
    """That of the plan that decides; the suggested one where replies were counted without a plan."""
    plan = deciding_plan(session, cube.version.survey_id)
    return read_plan(plan).weighting if plan else census_weighting()


def renew_snapshot(session: Session, cube: Cube, board: Board, now: datetime) -> bool:
    """Let out every group that may move and store the next snapshot; false when nothing may."""
    table = cube.table()
    states = state_counts(board.material, table.counts)
    found = [(each, *each.renew(table, states, now)) for each in board.publications]
    renewed = [(publication, editions, groups) for publication, editions, groups in found if editions]
    if not renewed:
        return False
    board.number += 1
    rows: list[Row] = []
    for publication, editions, groups in renewed:
        code = publication.population.code
        store_editions(session, cube.version, board.number, {f"{code}:{n}": e for n, e in editions.items()})
        rows += _let_out(session, cube, board, publication, groups)
    version = cube.version
    of = {"survey_id": version.survey_id, "proposal_number": version.proposal_number}
    store_rows(session, rows, of | {"version_id": version.id, "number": board.number})
    _remember(session, cube, board, rows)
    session.add(Snapshot(**of, number=board.number, body=_body(cube, board)))
    return True


def _let_out(
    session: Session, cube: Cube, board: Board, publication: Publication, groups: Iterable[Group]
) -> list[Row]:
    """Weigh a population once, where its people were chosen by chance; who chose to reply has no weights."""
    population = publication.population
    counted = Counted.of(cube, board.material, population)
    weighing = UNWEIGHTED
    if population.chosen:
        arms = describe_arms(session, cube, population.arms)
        weighing = weigh(population.code, arms, counted.table, board.weighting)
        board.weighing[population.code] = {"steps": list(weighing.steps), "refusal": weighing.refusal}
    return make_rows(cube, counted, weighing, list(groups))


def describe_arms(session: Session, cube: Cube, codes: Sequence[str]) -> list[ArmFacts]:
    """Ways of being reached as weighting needs to know them: how many letters each list sent."""
    query = select(Arm).where(Arm.id.in_(cube.arms), Arm.code.in_(codes)).order_by(Arm.id)
    arms = list(session.scalars(query))
    letters = count_letters(session, arms[0].consultation_id) if arms else {}
    return [
        ArmFacts(
            arm.code, arm.kind, arm.label, drawn=letters[arm.code].posted if arm.code in letters else None
        )
        for arm in arms
    ]


def _remember(session: Session, cube: Cube, board: Board, rows: Sequence[Row]) -> None:
    """What the page needs of all groups that were let out, measured where the proposal asks for measures."""
    renewed: Mapping[str, SupportFigures] = {row["key"]: parse_figures(row["support"]) for row in rows}
    board.support |= {row["key"]: row["support"] for row in rows}
    board.measures |= measure_groups(session, cube.version, board.material, board.wanted, renewed)


def _body(cube: Cube, board: Board) -> dict[str, Any]:
    released = {each.population.code: each.released for each in board.publications if each.released}
    return {
        "support": board.support,
        "weighing": board.weighing,
        "people": to_document(compare_people(cube.table())),
        "measures": board.measures,
        "released": to_document(released),
        "waiting": [key for each in board.publications for key in each.waiting(board.support)],
    }
