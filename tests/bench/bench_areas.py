"""Districts: how far direct and modelled figures are from the truth, and how often their ranges hold it.

Run by hand: python -m tests.bench.bench_areas
"""

import time

import numpy as np
from scipy.special import expit

from analysis.areas.areas import district_parts, model_shares
from analysis.areas.frame import Frame, census_frame
from analysis.arrays import FloatArray
from analysis.cells import CellTable
from analysis.finding.replies import ANSWER
from analysis.finding.samples.figures import Estimate, measure
from analysis.finding.samples.sample import weigh
from analysis.plan.defaults import census_weighting
from analysis.support.weighting.refusals import RakingRefused

SEED = 7
RUNS = 200
SIZES = (600, 1200, 2500)


def draw_world(frame: Frame, rng: np.random.Generator) -> tuple[FloatArray, FloatArray]:
    """Support and the chance to be in the sample of everybody in the frame (P,), unlike between groups."""
    district, age, sex, ethnicity = np.unravel_index(np.arange(len(frame.people)), frame.shape)
    slope = np.linspace(-1, 1, frame.shape[1])[age]
    leaning = 0.1 + 0.25 * rng.normal(size=frame.shape[0])[district] + 0.5 * slope
    leaning += 0.15 * sex - 0.4 * (ethnicity == 3) + 0.1 * rng.normal(size=len(frame.people))
    reached = frame.people * np.exp(0.5 * slope + 0.2 * sex + 0.3 * rng.normal(size=frame.shape[0])[district])
    return expit(leaning), reached / reached.sum()


def draw_table(
    frame: Frame, world: tuple[FloatArray, FloatArray], n: int, rng: np.random.Generator
) -> CellTable:
    support, reached = world
    replies = rng.multinomial(n, reached).astype(np.float64)
    yes = rng.binomial(replies.astype(np.int64), support).astype(np.float64)
    counts = np.column_stack([replies, yes, replies - yes, np.zeros_like(yes)])
    codes = np.column_stack(np.unravel_index(np.arange(len(support)), frame.shape)).astype(np.intp)
    there = replies > 0
    return CellTable(frame.dimensions, codes[there], counts[there], {"n": slice(0, 1), ANSWER: slice(1, 4)})


def judge(estimates: list[Estimate | None], truth: FloatArray) -> list[tuple[float, bool, float]]:
    """Squared error, whether the range holds the truth, and its width, of each district with a figure."""
    return [
        ((each.p - true) ** 2, each.low <= true <= each.high, each.high - each.low)
        for each, true in zip(estimates, truth, strict=True)
        if each is not None
    ]


def measure_size(frame: Frame, n: int) -> None:
    rng = np.random.default_rng(SEED)
    direct, modelled, spent, refused = [], [], 0.0, 0
    parts, weighting = district_parts(frame), census_weighting()
    for _ in range(RUNS):
        world = draw_world(frame, rng)
        table = draw_table(frame, world, n, rng)
        try:
            weights = weigh(table, weighting).weights
        except RakingRefused:
            refused += 1
            continue
        masks = np.array([table.mask(district=[code]) for code in frame.dimensions[0].categories])
        own = measure(weights, table.values(ANSWER), table.n, masks, 0.95)[1:]
        direct += judge([result.best("support") for result in own], parts @ world[0])
        begun = time.process_time()
        modelled += judge([*model_shares(table, frame, "support")], parts @ world[0])
        spent += time.process_time() - begun
    line(n, "direct, weighted", direct)
    line(n, "modelled", modelled)
    print(
        f"<!-- n = {n}: {refused} of {RUNS} refused, {1000 * spent / (RUNS - refused):.0f} CPU ms a model -->"
    )


def line(n: int, name: str, judged: list[tuple[float, bool, float]]) -> None:
    squares, held, widths = (np.array(each, dtype=np.float64) for each in zip(*judged, strict=True))
    error, coverage, width = 100 * np.sqrt(squares.mean()), 100 * held.mean(), 100 * widths.mean()
    print(f"| {n:,} | {name} | {error:.1f} | {coverage:.1f} | {width:.0f} |")


def main() -> None:
    frame = census_frame()
    print(
        "| replies | figures of districts | typical error (points) | ranges that hold the truth (%) | width (points) |"
    )
    print("|---|---|---|---|---|")
    for n in SIZES:
        measure_size(frame, n)


if __name__ == "__main__":
    main()
