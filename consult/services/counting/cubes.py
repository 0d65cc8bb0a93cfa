"""The counts of each survey in memory, kept in step with the cells of the database.

A cube holds only replies of people whom findings are about; the others are counted, but not by group.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis.arrays import FloatArray, IntArray
from analysis.categories import Dimension
from analysis.cells import CellTable
from consult.models import Arm, Cell, Survey, SurveyVersion
from consult.services.answering.submissions import split_stratum
from consult.services.consultations.catalogue import Catalogue, Version
from consult.services.counting.folding import CellKey, Counts, Fold
from surveys.layout import Layout
from surveys.strata import UNKNOWN

ARM = "arm"
GROWTH = 1024


@dataclass
class Cube:
    """One survey's cells: a row of counts for each arm and stratum, in the newest version's layout."""

    version: Version
    arms: Mapping[int, str]
    columns: Mapping[int, Counts]
    others: float = 0.0
    rows: dict[tuple[int, str], int] = field(default_factory=dict)
    counts: FloatArray = field(init=False)
    codes: IntArray = field(init=False)

    def __post_init__(self) -> None:
        strata = self.version.questionnaire.strata
        self.dimensions = (
            Dimension(ARM, tuple(self.arms.values())),
            *(Dimension(stratum.name, stratum.categories) for stratum in strata),
        )
        self.counts = np.zeros((GROWTH, self.version.layout.size))
        self.codes = np.zeros((GROWTH, len(self.dimensions)), dtype=np.intp)

    def add(self, key: CellKey, change: Counts) -> None:
        """Add counts in the layout of the key's own version."""
        if not key.eligible:
            self.others += float(change[0])
            return
        row = self._row(key)
        moved = self.columns[key.version_id][: len(change)]
        known = moved >= 0
        np.add.at(self.counts[row], moved[known], change[known])

    def _row(self, key: CellKey) -> int:
        place = (key.arm_id, key.stratum)
        if place not in self.rows:
            row = self.rows[place] = len(self.rows)
            if row == len(self.counts):
                self.counts = np.vstack([self.counts, np.zeros_like(self.counts)])
                self.codes = np.vstack([self.codes, np.zeros_like(self.codes)])
            self.codes[row] = self.coded(key)
        return self.rows[place]

    def knows(self, keys: Iterable[CellKey]) -> bool:
        """Whether every way of being reached was there when the cube was read; staff may have added one since."""
        return all(key.arm_id in self.arms for key in keys if key.version_id in self.columns)

    def coded(self, key: CellKey) -> list[int]:
        """The cell's category in each dimension; one that the newest version lacks counts as unknown."""
        strata = split_stratum(key.stratum)
        codes = [list(self.arms).index(key.arm_id)]
        for dimension, category in zip(self.dimensions[1:], strata, strict=True):
            known = category in dimension.categories
            codes.append(dimension.categories.index(category if known else UNKNOWN))
        return codes

    def table(self) -> CellTable:
        """All cells as they are now."""
        used = len(self.rows)
        return CellTable(self.dimensions, self.codes[:used], self.counts[:used], self.version.layout.columns)


@dataclass
class Cubes:
    """The cubes one counting process holds, by survey."""

    by_survey: dict[int, Cube] = field(default_factory=dict)

    def apply(self, session: Session, catalogue: Catalogue, change: Fold) -> list[int]:
        """Bring the touched surveys up to date; one not held yet is read whole, the change included."""
        touched = self._surveys(session, catalogue, {key.version_id for key in change.cells})
        for survey_id in touched:
            cube = self.by_survey.get(survey_id)
            newest = newest_version(session, catalogue, survey_id)
            if cube is None or cube.version.id != newest.id or not cube.knows(change.cells):
                self.by_survey[survey_id] = read_cube(session, catalogue, newest)
                continue
            for key, counts in change.cells.items():
                if key.version_id in cube.columns:
                    cube.add(key, counts)
        return touched

    def hold_all(self, session: Session, catalogue: Catalogue) -> None:
        """Read the cubes of surveys that were counted before this process began."""
        counted = session.scalars(select(Cell.version_id).distinct())
        for survey_id in self._surveys(session, catalogue, counted):
            if survey_id not in self.by_survey:
                self.by_survey[survey_id] = read_cube(
                    session, catalogue, newest_version(session, catalogue, survey_id)
                )

    def _surveys(self, session: Session, catalogue: Catalogue, versions: Iterable[int]) -> list[int]:
        return sorted({catalogue.version(session, version).survey_id for version in versions})


def newest_version(session: Session, catalogue: Catalogue, survey_id: int) -> Version:
    query = (
        select(SurveyVersion.id)
        .where(SurveyVersion.survey_id == survey_id)
        .order_by(SurveyVersion.number.desc())
    )
    return catalogue.version(session, session.scalars(query.limit(1)).one())


def read_cube(session: Session, catalogue: Catalogue, newest: Version) -> Cube:
    """The cube of a survey from its cells; replies to an earlier version of the proposal are not in it."""
    survey = session.get_one(Survey, newest.survey_id)
    arms = session.scalars(select(Arm).where(Arm.consultation_id == survey.consultation_id).order_by(Arm.id))
    every = [catalogue.version(session, version.id) for version in survey.versions]
    versions = [version for version in every if version.proposal_number == newest.proposal_number]
    columns = {version.id: move_columns(version.layout, newest.layout) for version in versions}
    cube = Cube(newest, {arm.id: arm.code for arm in arms}, columns)
    for cell in session.scalars(select(Cell).where(Cell.version_id.in_(columns))):
        key = CellKey(cell.version_id, cell.arm_id, cell.eligible, cell.stratum)
        cube.add(key, np.array(cell.counts, dtype=np.int64))
    return cube


def move_columns(old: Layout, new: Layout) -> Counts:
    """Where each counter of an older version stands in a newer one; -1 for what is no longer asked."""
    moved = np.full(old.size, -1, dtype=np.int64)
    moved[0] = 0
    for block in old.blocks:
        target = new.by_variable.get(block.variable.name)
        places = {value.code: at for at, value in enumerate(target.variable.values)} if target else {}
        for at, value in enumerate(block.variable.values):
            if target is not None and value.code in places:
                moved[block.start + at] = target.start + places[value.code]
    return moved
