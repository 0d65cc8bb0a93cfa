"""Reference cases made with R: reading them and weighting their replies with the product's own code."""

import csv
import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from analysis.arrays import FloatArray, IntArray
from analysis.categories import Dimension
from analysis.cells import CellTable, from_rows
from analysis.population import Margin
from analysis.support.weighting.margins import drop_empty
from analysis.support.weighting.raking import poststratify, rake
from analysis.support.weighting.weights import Sums, Weights

DIRECTORY = Path(os.environ.get("GOLD_DIR", Path(__file__).parents[1] / "gold"))

Row = Mapping[str, str]


@dataclass(frozen=True, eq=False)
class Case:
    """One folder: what went into R and what came out."""

    name: str
    spec: Mapping[str, Any]
    expected: Mapping[str, Any]
    rows: tuple[Row, ...]
    weights: tuple[Row, ...]


@dataclass(frozen=True, eq=False)
class Sample:
    """Some rows of a case as cells: `cell` (N,) is the cell and `base` (N,) the base weight of each row."""

    rows: tuple[Row, ...]
    dimensions: tuple[Dimension, ...]
    codes: IntArray
    base: FloatArray

    def table(self) -> CellTable:
        return from_rows(self.dimensions, self.codes, {}, {})

    def count(self, column: str, values: Sequence[str]) -> Sums:
        """Sums by cell and value (C, K) of the rows whose column has each value."""
        answers = {column: np.array([_position(row[column], values) for row in self.rows])}
        return self._sums(lambda weight: self._table(answers, {column: len(values)}, weight).values(column))

    def size(self) -> Sums:
        """Sums by cell (C,)."""
        return self._sums(lambda weight: self._table({}, {}, weight).n)

    def row_weights(self, weights: Weights) -> FloatArray:
        """The weight of each row."""
        cell = {tuple(codes): position for position, codes in enumerate(self.table().codes)}
        return self.base * weights.factor[[cell[tuple(codes)] for codes in self.codes]]

    def _table(
        self, answers: Mapping[str, IntArray], sizes: Mapping[str, int], weight: FloatArray
    ) -> CellTable:
        return from_rows(self.dimensions, self.codes, answers, sizes, weight)

    def _sums(self, count: Callable[[FloatArray], FloatArray]) -> Sums:
        n = count(np.ones_like(self.base))
        return Sums.equal(n) if (self.base == 1).all() else Sums(n, count(self.base), count(self.base**2))


def read_case(folder: Path) -> Case:
    spec = json.loads((folder / "spec.json").read_text())
    expected = json.loads((folder / "expected.json").read_text())
    weights = folder / "weights.csv"
    return Case(
        name=folder.name,
        spec=spec,
        expected=expected,
        rows=_read(folder / "input.csv"),
        weights=_read(weights) if weights.exists() else (),
    )


@cache
def all_cases() -> tuple[Case, ...]:
    return tuple(read_case(path.parent) for path in sorted(DIRECTORY.glob("*/spec.json")))


def margins(totals: Mapping[str, Mapping[str, float]]) -> dict[str, Margin]:
    return {
        name: Margin(name, tuple(each), tuple(float(total) for total in each.values()))
        for name, each in totals.items()
    }


def draw(case: Case, rows: Sequence[Row], known: Mapping[str, Margin]) -> Sample:
    """The rows with all weighting characteristics, as cells of these and of the groups asked about."""
    groups = _groups(case)
    complete = tuple(row for row in rows if all(row[name] for name in known))
    dimensions = [Dimension(name, _categories(margin, rows)) for name, margin in known.items()]
    dimensions += [Dimension(name, (*values_of(rows, name), "")) for name in groups if name not in known]
    codes = [[each.code(row[each.name]) for each in dimensions] for row in complete]
    column = case.spec.get("base_weight")
    base = np.array([float(row[column]) if column else 1.0 for row in complete])
    return Sample(complete, tuple(dimensions), np.array(codes, dtype=np.intp), base)


@cache
def weigh(case: Case) -> tuple[Sample, Weights]:
    """The sample of a case with one set of weights."""
    if "joint" in case.spec:
        return _weigh_joint(case)
    known = margins(case.spec["margins_used"] if "margins_used" in case.spec else case.spec["margins"])
    return weigh_rows(case, case.rows, known)


def weigh_rows(case: Case, rows: Sequence[Row], known: Mapping[str, Margin]) -> tuple[Sample, Weights]:
    """Some rows raked to the categories that are present."""
    sample = draw(case, rows, known)
    covered = drop_empty(sample.table(), known).margins
    return sample, rake(sample.table(), covered, sample.size())


def values_of(rows: Sequence[Row], column: str) -> tuple[str, ...]:
    """The distinct answers of a column, sorted."""
    return tuple(sorted({row[column] for row in rows} - {""}))


def _weigh_joint(case: Case) -> tuple[Sample, Weights]:
    strata: list[dict[str, Any]] = case.spec["joint"]
    names = [name for name in strata[0] if name != "Freq"]
    parts = {name: tuple(dict.fromkeys(each[name] for each in strata)) for name in names}
    sample = draw(
        case, case.rows, {name: Margin(name, each, (1.0,) * len(each)) for name, each in parts.items()}
    )
    totals = {" x ".join(each[name] for name in names): float(each["Freq"]) for each in strata}
    joint = sample.table().combine(*names).dimensions[-1]
    margin = Margin(joint.name, joint.categories, tuple(totals[each] for each in joint.categories))
    return sample, poststratify(sample.table(), margin, names, sample.size())


def _groups(case: Case) -> list[str]:
    by = case.spec.get("by", [])
    named = [by] if isinstance(by, str) else [*by]
    tests = [key.removesuffix("_tests") for key in case.expected if key.endswith("_tests")]
    blocks = [key.removeprefix("by_").removesuffix("_raked").removesuffix("_fixed") for key in case.expected]
    asked = [*named, *tests, *blocks, case.spec.get("col", "")]
    return [name for name in dict.fromkeys(asked) if name in case.rows[0]]


def _categories(margin: Margin, rows: Sequence[Row]) -> tuple[str, ...]:
    others = [value for value in values_of(rows, margin.name) if value not in margin.categories]
    return (*margin.categories, *others)


def _position(answer: str, values: Sequence[str]) -> int:
    return values.index(answer) if answer in values else -1


def _read(path: Path) -> tuple[Row, ...]:
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))
