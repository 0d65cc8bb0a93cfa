"""Letters to households: what is found where support falls with the number of adults, and it is exactly half.

Run by hand: python -m tests.bench bench_households. Every figure is a count of findings by the real `find`. No
selection and gamma 1, so that chance and the households alone are judged: a majority is wrong, and at most 2.5 %
of samples may find one of either side.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np

from analysis.categories import Dimension
from analysis.cells import CellTable, from_rows
from analysis.finding.facts import Arm, Facts
from analysis.finding.finder import find
from analysis.finding.replies import narrow
from analysis.plan.defaults import HOUSEHOLDS, Times, default_plan
from analysis.plan.plan import Plan, Question
from analysis.vocabulary import STATES

SEED, RUNS, SIZES = 9, 1000, (800, 2000)
PEOPLE = np.array([0.19, 0.52, 0.18, 0.11])
"""The share of people who live with this many adults, 1 to 4, themselves included."""
SUPPORT = np.array([0.60, 0.50, 0.44, 0.40])
CODES, SEXES = ("1", "2", "3", "4"), ("female", "male")
CLOSES = datetime(2027, 3, 14, 17, tzinfo=UTC)


def make_plan(*, counted: bool) -> Plan:
    """By sex alone, with the adults of households or without them."""
    question = Question("support", "Support or oppose?", ("s",), ("o",), ("n",))
    plan = default_plan(question, Times(CLOSES - timedelta(days=70), CLOSES), "bench")
    by_sex = tuple(target for target in plan.weighting.targets if target.dimension == "sex")
    houses = HOUSEHOLDS if counted else None
    weighting = replace(plan.weighting, targets=by_sex, joint=None, ladder=(), households=houses)
    family, rule = replace(plan.family, members=()), replace(plan.rule, gamma=1.0)
    return replace(plan, weighting=weighting, family=family, rule=rule, sensitivities=())


def draw(n: int, rng: np.random.Generator) -> CellTable:
    """n households drawn by lot, one adult of each by lot; half of all people support it, the others oppose it."""
    households = PEOPLE / np.arange(1, 5)
    adults = rng.choice(4, n, p=households / households.sum())
    truth = SUPPORT - float(PEOPLE @ SUPPORT) + 0.5
    opposes = (rng.random(n) >= truth[adults]).astype(np.intp)
    codes = np.column_stack([np.zeros(n), rng.integers(0, 2, n), adults]).astype(np.intp)
    dimensions = (
        Dimension("arm", ("random_invitation",)),
        Dimension("sex", SEXES),
        Dimension("adults", CODES),
    )
    table = from_rows(dimensions, codes, {"answer": opposes}, {"answer": 3})
    return narrow(table, {state: (1 + at,) for at, state in enumerate(STATES)})


def found(plan: Plan, table: CellTable) -> str:
    arm = Arm(
        "random_invitation", "random_invitation", "letters", invited=round(5 * table.total), published=True
    )
    return find(plan, table, Facts(CLOSES + timedelta(1), "0" * 64, (arm,), round(table.total))).state


def run() -> Iterator[str]:
    for counted in (True, False):
        plan, rng = make_plan(counted=counted), np.random.default_rng(SEED)
        for n in SIZES:
            states = [found(plan, draw(n, rng)) for _ in range(RUNS)]
            yield (
                f"households {'counted' if counted else 'not counted'}, n = {n}: of {RUNS} samples "
                f"{states.count('majority_support') / RUNS:.1%} found majority support and "
                f"{states.count('majority_opposition') / RUNS:.1%} majority opposition"
            )


if __name__ == "__main__":
    for line in run():
        print(line, flush=True)
