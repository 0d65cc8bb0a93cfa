"""CPU time of a live refresh: rake, shares, both errors, ranges, groups and every check, at a million responses.

`make bench` compares it with weightipy in the same run. By hand: python -m tests.bench bench_raking, with the
interpreter of a virtual environment that has weightipy: WEIGHTIPY_PYTHON=/…/bin/python
"""

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median

import numpy as np

from analysis import population
from analysis.arrays import FloatArray, IntArray
from analysis.categories import Dimension
from analysis.cells import CellTable, from_rows
from analysis.finding.facts import Arm, Facts
from analysis.finding.finder import find
from analysis.finding.replies import ANSWER
from analysis.finding.samples.sample import Margins, widened
from analysis.plan.defaults import Times, census_weighting, default_plan
from analysis.plan.plan import Plan, Question
from analysis.support.estimates import estimate
from analysis.support.jackknife import jackknife
from analysis.support.weighting.feasibility import smallest_cap
from analysis.support.weighting.margins import rescale
from analysis.support.weighting.raking import place, rake

SEED = 1
MANY, FEW = 1_000_000, 10_000
RUNS = 15
NAMES = ("district", "age", "sex", "ethnicity", "disability")
UNKNOWN = 0.02
MARKED = 0.03
GOAL_MS, GOAL_TIMES = 20, 30
CLOSED = datetime(2027, 3, 14, 17, tzinfo=UTC)
RIVAL = "WEIGHTIPY_PYTHON"


@dataclass(frozen=True)
class Rows:
    """Made-up replies, unlike the population: categories (N, 5), answers (N,) from -1 to 2, a mark (N, 1)."""

    codes: IntArray
    answer: IntArray
    marks: IntArray

    def table(self, *, marked: bool) -> CellTable:
        """The replies as cells; with marks, campaigns make cells of their own."""
        census = population.margins(NAMES)
        people = [Dimension(name, (*each.categories, "unknown")) for name, each in census.items()]
        marks = [Dimension("campaign", ("no", "yes"))]
        blocks = [np.zeros((len(self.codes), 1)), self.codes, self.marks if marked else 0 * self.marks]
        return from_rows(
            (Dimension("arm", ("random_invitation",)), *people, *marks),
            np.hstack(blocks).astype(np.intp),
            {ANSWER: self.answer},
            {ANSWER: 3},
        )


def draw(n: int) -> Rows:
    rng = np.random.default_rng(SEED)
    codes = []
    for margin in population.margins(NAMES).values():
        lean = np.exp(np.linspace(-0.4, 0.4, len(margin.categories)))
        shares = np.array([*margin.shares.values()]) * lean
        codes.append(rng.choice(len(shares) + 1, n, p=[*((1 - UNKNOWN) * shares / shares.sum()), UNKNOWN]))
    answer = np.where(rng.random(n) < 0.03, -1, rng.choice(3, n, p=[0.64, 0.24, 0.12]))
    marks = rng.random((n, 1)) < MARKED
    return Rows(np.column_stack(codes).astype(np.intp), answer.astype(np.intp), marks.astype(np.intp))


def make_plan() -> Plan:
    """The default plan with disability as the fifth characteristic."""
    question = Question("support", "Support or oppose?", ("s",), ("o",), ("n",))
    plan = default_plan(question, Times(CLOSED - timedelta(days=70), CLOSED), "bench")
    return replace(plan, weighting=census_weighting(NAMES))


def make_facts(table: CellTable) -> Facts:
    n = round(table.total)
    arm = Arm("random_invitation", "random_invitation", "random invitation", 6 * n, published=True)
    return Facts(CLOSED + timedelta(days=1), "0" * 64, (arm,), n)


def measure(*works: Callable[[], object], runs: int = RUNS) -> list[float]:
    """Median CPU milliseconds of each, in turns, so that all meet the same moods of the machine."""
    spent: list[list[float]] = [[] for _ in works]
    for _ in range(runs):
        for times, work in zip(spent, works, strict=True):
            start = time.process_time()
            work()
            times.append(1000 * (time.process_time() - start))
    return [median(times) for times in spent]


def show(label: str, milliseconds: float, note: str = "") -> float:
    print(f"  {label:<58}{milliseconds:10.2f}  {note}".rstrip())
    return milliseconds


def show_finds(plan: Plan, tables: Mapping[str, CellTable]) -> dict[str, float]:
    """The whole finding of each table, with everything that is registered."""
    facts = {label: make_facts(table) for label, table in tables.items()}
    works = [partial(find, plan, table, facts[label]) for label, table in tables.items()]
    found = dict(zip(tables, measure(*works), strict=True))
    for label, table in tables.items():
        cells = f"{table.total:,.0f} responses in {len(table.n):,} cells"
        show(f"find, {label}: {cells}", found[label], find(plan, table, facts[label]).state)
    return found


def show_parts(table: CellTable, margins: Margins) -> None:
    weights, answers = rake(table, margins), table.values(ANSWER)
    print(f"  {weights.rounds} rounds, largest miss {weights.miss:.0e}, deff {weights.deff:.2f}")
    raked, estimated = measure(lambda: rake(table, margins), lambda: estimate(weights, answers))
    show("rake", raked)
    show("shares, both errors and ranges of everybody", estimated)
    show("jackknife of the final finding", measure(lambda: jackknife(weights, answers), runs=1)[0])


def show_capped(table: CellTable, margins: Margins) -> None:
    """Few replies in many cells under the tightest cap but a twentieth: what makes plain sweeps slow."""
    cap = 1.05 * smallest_cap(place(table, margins), table.n)
    (spent,) = measure(lambda: rake(table, margins, cap=cap))
    rounds = rake(table, margins, cap=cap).rounds
    show(
        f"rake {table.total:,.0f} in {len(table.n):,} cells, at most {cap:.2f} each",
        spent,
        f"{rounds} rounds",
    )


def compare(rows: Rows, table: CellTable, margins: Margins, refresh: float) -> None:
    """Weightipy on the same rows, if there is an interpreter that has it."""
    interpreter = os.environ.get(RIVAL)
    if not interpreter:
        print(f"  weightipy: not compared, because {RIVAL} names no interpreter that has it")
        return
    found = rake_with_rival(interpreter, rows, margins)
    (ours,) = measure(lambda: share_of(table, margins))
    theirs = show(f"weightipy {found['version']}, rake only", 1000 * float(found["seconds"]))
    show("the same here: rake and share", ours, f"{theirs / ours:,.0f} times less (goal {GOAL_TIMES})")
    show("the whole refresh", refresh, f"{theirs / refresh:,.0f} times less")
    apart = abs(float(found["share"]) - share_of(table, margins))
    print(f"  the two weighted shares are {apart:.0e} apart")


def share_of(table: CellTable, margins: Margins) -> float:
    worth: FloatArray = rake(table, margins).factor @ table.values(ANSWER)
    return float(worth[0] / worth.sum())


def rake_with_rival(interpreter: str, rows: Rows, margins: Margins) -> dict[str, str | float]:
    targets = {f"target {name}": [*margins[name].shares.values()] for name in NAMES}
    support = np.where(rows.answer < 0, -1, (rows.answer == 0).astype(np.intp))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.npz"
        np.savez(path, names=np.array(NAMES), codes=rows.codes, support=support, **targets)  # type: ignore[arg-type]
        script = Path(__file__).with_name("with_weightipy.py")
        done = subprocess.run([interpreter, script, path], check=True, capture_output=True, text=True)
    found: dict[str, str | float] = json.loads(done.stdout)
    return found


def main() -> None:
    plan, rows = make_plan(), draw(MANY)
    table, few = rows.table(marked=False), draw(FEW).table(marked=False)
    targets = rescale({each.dimension: each.margin() for each in plan.weighting.targets})
    margins = widened(table, targets)
    print(f"median CPU ms of {RUNS} runs, {len(NAMES)} margins; goal of a whole refresh {GOAL_MS}")
    show_parts(table, margins)
    show_capped(few, widened(few, targets))
    found = show_finds(
        plan,
        {
            "as it is": table,
            "fewer": few,
            "hundredfold": replace(table, counts=100 * table.counts),
            "marked": rows.table(marked=True),
        },
    )
    print(
        f"  {MANY:,} against {FEW:,} responses: {found['as it is'] / found['fewer']:.2f} times, by more cells"
    )
    print(
        f"  100 times the responses in the same cells: {found['hundredfold'] / found['as it is']:.2f} times"
    )
    compare(rows, table, margins, found["as it is"])


if __name__ == "__main__":
    main()
