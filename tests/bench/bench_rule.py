"""How the rule behaves: made-up samples of a known population, each judged by the real `find`.

Run by hand: python -m tests.bench bench_rule. Nothing is approximated: every figure is a count of findings.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
from scipy.optimize import brentq
from scipy.special import expit

from analysis.areas.frame import Frame, census_frame
from analysis.arrays import FloatArray
from analysis.categories import Dimension
from analysis.cells import CellTable
from analysis.disclosure.withheld import is_shown
from analysis.finding.doubts.selection import tilt
from analysis.finding.facts import Arm, Facts
from analysis.finding.finder import find
from analysis.finding.finding import Finding
from analysis.finding.replies import ANSWER
from analysis.finding.samples.figures import Estimate
from analysis.finding.states import MAJORITY, NOT_SETTLED, TOO_LITTLE
from analysis.plan.defaults import Times, default_plan
from analysis.plan.plan import Question

SEED = 20
SIZES = (300, 1000, 4000)
COVERAGE_RUNS, WRONG_RUNS, FOUND_RUNS = 2000, 300, 1000
WRONG_TRUTHS, ODDS, WRONG_WORTH = (0.45, 0.48), (1.0, 1.25, 1.5, 2.0, 2.7), (1000, 5000, 20_000)
TRUTHS, WORTH = (0.55, 0.58, 0.62), (430, 1000, 1500)
OPPOSED = 0.75
"""Of those who do not support it this part opposes it; the others are neither or unsure."""
PILOTS = 10

CLOSES = datetime(2027, 3, 14, 17, tzinfo=UTC)
PLAN = default_plan(
    Question("support", "Support or oppose?", ("s",), ("o",), ("n",)),
    Times(CLOSES - timedelta(days=70), CLOSES),
    "bench",
)


@dataclass(frozen=True)
class World:
    """Support in every kind of resident (P,), and how much more often than others each kind replies (P,)."""

    frame: Frame
    support: FloatArray
    reached: FloatArray

    @property
    def truth(self) -> float:
        return float(np.average(self.support, weights=self.frame.people))

    def sample(self, n: int, odds: float, rng: np.random.Generator) -> CellTable:
        """n replies; among people alike in the weighting, supporters' odds of replying are `odds` times others'."""
        likely = self.frame.people * self.reached * (1 + self.support * (odds - 1))
        replies = rng.multinomial(n, likely / likely.sum())
        yes = rng.binomial(replies, tilt_each(self.support, 1 / odds))
        no = rng.binomial(replies - yes, OPPOSED)
        counts = np.column_stack([replies, yes, no, replies - yes - no]).astype(np.float64)
        there = replies > 0
        codes = np.column_stack(np.unravel_index(np.arange(len(replies)), self.frame.shape))
        marks = np.zeros((len(codes), 2))
        dimensions = (
            *self.frame.dimensions,
            Dimension("arm", ("random_invitation",)),
            Dimension("campaign", ("no",)),
        )
        rows = np.hstack([codes, marks]).astype(np.intp)[there]
        return CellTable(dimensions, rows, counts[there], {"n": slice(0, 1), ANSWER: slice(1, 4)})


def tilt_each(shares: FloatArray, gamma: float) -> FloatArray:
    return np.array([tilt(share, gamma) for share in shares.tolist()])


def make_world(frame: Frame, truth: float) -> World:
    """Residents who differ by district, age, sex and ethnic group, in opinion and in how often they reply."""
    rng = np.random.default_rng(SEED)
    district, age, sex, ethnicity = np.unravel_index(np.arange(len(frame.people)), frame.shape)
    slope = np.linspace(-1, 1, frame.shape[1])[age]
    leaning = 0.25 * rng.normal(size=frame.shape[0])[district] + 0.5 * slope + 0.15 * sex
    leaning = leaning - 0.4 * (ethnicity == 3) + 0.1 * rng.normal(size=len(frame.people))
    reached = np.exp(0.5 * slope + 0.2 * sex + 0.3 * rng.normal(size=frame.shape[0])[district])

    def missed(intercept: float) -> float:
        return float(np.average(expit(intercept + leaning), weights=frame.people)) - truth

    return World(frame, expit(brentq(missed, -5, 5) + leaning), reached)


def judge(table: CellTable) -> Finding:
    n = round(table.total)
    arm = Arm("random_invitation", "random_invitation", "random invitation", 6 * n, published=True)
    return find(PLAN, table, Facts(CLOSES + timedelta(days=1), "0" * 64, (arm,), n))


def estimate_of(finding: Finding) -> Estimate | None:
    """Weighted support with its likely range, None where weights were refused."""
    if finding.sample is None:
        return None
    weighted = finding.sample.share("support").weighted
    return weighted if is_shown(weighted) else None


def judged(world: World, worth: int, odds: float, runs: int) -> Iterator[Finding]:
    """Findings of samples that are worth `worth` random replies on average."""
    rng = np.random.default_rng([SEED, worth, int(100 * odds)])
    pilots = [judge(world.sample(2 * worth, odds, rng)).sample for _ in range(PILOTS)]
    deff = np.mean([pilot.deff for pilot in pilots if pilot is not None and pilot.deff])
    for _ in range(runs):
        yield judge(world.sample(round(worth * float(deff)), odds, rng))


def show_coverage(frame: Frame) -> None:
    print(
        f"\n| replies | ranges that hold the truth (%) | width (points) | weights refused, of {COVERAGE_RUNS:,} |"
    )
    print("|---|---|---|---|")
    world = make_world(frame, 0.55)
    for n in SIZES:
        rng = np.random.default_rng([SEED, n])
        found = [estimate_of(judge(world.sample(n, 1.0, rng))) for _ in range(COVERAGE_RUNS)]
        kept = [each for each in found if each is not None]
        held = np.mean([each.low <= world.truth <= each.high for each in kept])
        width = np.mean([each.high - each.low for each in kept])
        print(f"| {n:,} | {100 * held:.1f} | {100 * width:.1f} | {len(found) - len(kept)} |")


def show_wrong(frame: Frame) -> None:
    """How often support of less than half is called a majority: by an interval alone, by the rule, and by the
    rule with a gamma that was measured to be the true odds."""
    print(
        "\n| true support | odds of replying | worth (random replies) | by the range alone (%) | by this rule (%) "
        "| by this rule, odds measured (%) |"
    )
    print("|---|---|---|---|---|---|")
    for truth in WRONG_TRUTHS:
        world = make_world(frame, truth)
        for odds in ODDS:
            for worth in WRONG_WORTH:
                wrong = [wrongly(finding, odds) for finding in judged(world, worth, odds, WRONG_RUNS)]
                shares = " | ".join(f"{100 * share:.0f}" for share in np.mean(wrong, axis=0))
                print(f"| {100 * truth:.0f} % | {odds:g} | {worth:,} | {shares} |")


def wrongly(finding: Finding, odds: float) -> tuple[bool, bool, bool]:
    """Whether there is a majority by the range alone, by the rule, and by the rule at the larger of both gammas."""
    estimate = estimate_of(finding)
    measured = [bound.state for bound in finding.bounds if bound.gamma == max(odds, finding.gamma)]
    return (
        estimate is not None and estimate.low > finding.theta,
        finding.state == MAJORITY["support"],
        MAJORITY["support"] in measured,
    )


def show_found(frame: Frame) -> None:
    """How often a true majority is found when nobody is likelier to reply for their opinion."""
    print(
        "\n| true support | worth (random replies) | majority found (%) | not settled (%) | too little (%) |"
    )
    print("|---|---|---|---|---|")
    for truth in TRUTHS:
        world = make_world(frame, truth)
        for worth in WORTH:
            states = [finding.state for finding in judged(world, worth, 1.0, FOUND_RUNS)]
            parts = (MAJORITY["support"], NOT_SETTLED, TOO_LITTLE)
            shares = " | ".join(f"{100 * states.count(part) / FOUND_RUNS:.0f}" for part in parts)
            print(f"| {100 * truth:.0f} % | {worth:,} | {shares} |")


def main() -> None:
    frame, begun = census_frame(), time.process_time()
    show_coverage(frame)
    show_wrong(frame)
    show_found(frame)
    print(f"\n<!-- seed {SEED}, {time.process_time() - begun:.0f} CPU s -->")


if __name__ == "__main__":
    main()
