"""CPU time of the live estimate at a million responses: rake five margins, three states, all likely ranges.

Run by hand: python -m tests.bench.bench_raking
"""

import statistics
import time
from collections.abc import Callable

import numpy as np

from analysis import population
from analysis.arrays import BoolArray, FloatArray
from analysis.categories import Dimension
from analysis.cells import CellTable, from_rows
from analysis.population import Margin
from analysis.support.estimates import estimate
from analysis.support.jackknife import jackknife
from analysis.support.weighting.margins import rescale, sample_shares, with_unknown
from analysis.support.weighting.raking import rake

RESPONSES = 1_000_000
RUNS = 15
NAMES = ("district", "age", "sex", "ethnicity", "disability")
WIDTH = 250
UNKNOWN = 0.02


def sample(margins: dict[str, Margin], seed: int) -> CellTable:
    """A million made-up replies, unlike the population, to one question of six values; 250 columns more."""
    rng = np.random.default_rng(seed)
    dimensions = tuple(Dimension(name, (*margins[name].categories, "unknown")) for name in NAMES)
    codes = np.column_stack([_draw(rng, margins[name]) for name in NAMES]).astype(np.intp)
    lean = 0.3 * (codes[:, 1] - 3) / 3
    answer = np.clip(np.floor(6 * rng.beta(1.2 - lean, 1.2 + lean)), 0, 5).astype(np.intp)
    answer[rng.random(RESPONSES) < 0.03] = -1
    table = from_rows(dimensions, codes, {"support": answer}, {"support": 6})
    wide = np.hstack([table.counts, rng.poisson(50, (len(table.counts), WIDTH)).astype(np.float64)])
    return CellTable(dimensions, table.codes, wide, {**table.columns, "others": slice(7, 7 + WIDTH)})


def domains(table: CellTable) -> BoolArray:
    """Every category of every dimension."""
    return np.array(
        [table.mask(**{each.name: [category]}) for each in table.dimensions for category in each.categories]
    )


def measure(work: Callable[[], object], runs: int = RUNS) -> float:
    """Median CPU milliseconds."""
    spent = []
    for _ in range(runs):
        start = time.process_time()
        work()
        spent.append(1000 * (time.process_time() - start))
    return statistics.median(spent)


def main() -> None:
    census = rescale(population.margins(NAMES))
    table = sample(census, seed=1)
    margins = {
        name: with_unknown(each, sample_shares(table, name, ["unknown"])) for name, each in census.items()
    }
    groups = ((0, 1), (3, 4), (2, 5))
    masks = domains(table)
    weights = rake(table, margins)
    states = table.states("support", groups)
    print(f"{table.total:,.0f} responses, {len(table.n):,} cells, {len(margins)} margins")
    print(f"{weights.sweeps} sweeps, largest miss {weights.miss:.0e}, deff {weights.deff:.2f}")
    print(f"median CPU ms of {RUNS} runs; goal for a whole refresh: 20")
    show("rake", lambda: rake(table, margins))
    show("estimate, everyone", lambda: estimate(weights, states))
    show(f"estimate, everyone and {len(masks)} groups", lambda: estimate(weights, states, masks))
    show("whole refresh, everyone", lambda: _refresh(table, margins, groups, None))
    show("whole refresh, with groups", lambda: _refresh(table, margins, groups, masks))
    show("masks of the groups", lambda: domains(table))
    show("jackknife", lambda: jackknife(weights, states), runs=1)


def show(label: str, work: Callable[[], object], runs: int = RUNS) -> None:
    print(f"  {label:<36}{measure(work, runs):10.2f}")


def _refresh(
    table: CellTable, margins: dict[str, Margin], groups: tuple[tuple[int, ...], ...], masks: BoolArray | None
) -> FloatArray:
    return estimate(rake(table, margins), table.states("support", groups), masks).low


def _draw(rng: np.random.Generator, margin: Margin) -> np.ndarray:
    shares = np.array(list(margin.shares.values())) * np.exp(np.linspace(-0.4, 0.4, len(margin.categories)))
    known = 1 - UNKNOWN
    return rng.choice(len(shares) + 1, RESPONSES, p=[*(known * shares / shares.sum()), UNKNOWN])


if __name__ == "__main__":
    main()
