"""What would be found, how often, if the truth were this or that: the plan's own rule on drawn samples."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.arrays import BoolArray, FloatArray
from analysis.plan.plan import Plan
from analysis.support.intervals import likely_range

TRUTHS = (0.45, 0.48, 0.50, 0.52, 0.55, 0.58, 0.60, 0.62, 0.65, 0.70)
DRAWS = 4000
SEED = 1


@dataclass(frozen=True, slots=True)
class Chance:
    """How often each finding would come out if this share of residents supported it."""

    truth: float
    support: float
    opposition: float
    not_settled: float
    too_little: float


def chances(
    plan: Plan, replies: float, worth: float, unsure: float, truths: Sequence[float] = TRUTHS
) -> tuple[Chance, ...]:
    """Findings of DRAWS samples for each true support, `unsure` of residents being on neither side.

    The number of replies varies by chance (Poisson), answers are drawn at random for their worth, and the range, the
    tilt by the registered gamma, theta and the gate of least worth are those of the plan. Nobody is likelier to
    reply for an opinion, and the other gates and the registered checks are taken to hold: they can only make a
    majority rarer. To within 1.6 points at 4,000 draws; close to the gate a little too hopeful, because what
    weighting costs varies, too.
    """
    each = worth / replies if replies else 0.0
    return tuple(_chance(plan, truth, _draw(truth, unsure, replies, each)) for truth in truths)


def likely_span(plan: Plan, share: float, worth: float) -> tuple[float, float]:
    """The likely range around a share that this many random replies would give."""
    if worth < 1:
        return 0.0, 1.0
    low, high = _range(np.array([share]), np.array([worth]), plan.rule.level)
    return float(low[0]), float(high[0])


@dataclass(frozen=True, slots=True, eq=False)
class _Drawn:
    """Shares of each sample (S,) and the random replies that it is worth (S,)."""

    support: FloatArray
    oppose: FloatArray
    worth: FloatArray


def _draw(truth: float, unsure: float, replies: float, each: float) -> _Drawn:
    """The same samples whenever the same is asked, beside whatever else."""
    rng = np.random.default_rng(SEED)
    worth = np.round(rng.poisson(replies, DRAWS) * each).astype(np.int64)
    oppose = max(1 - truth - unsure, 0.0)
    counts = rng.multinomial(worth, [truth, oppose, max(1 - truth - oppose, 0.0)])
    known = np.maximum(worth, 1)
    return _Drawn(counts[:, 0] / known, counts[:, 1] / known, worth.astype(np.float64))


def _chance(plan: Plan, truth: float, drawn: _Drawn) -> Chance:
    enough = drawn.worth >= plan.gates[0].n_eff
    support = enough & _above(plan, drawn.support, drawn.worth)
    oppose = enough & ~support & _above(plan, drawn.oppose, drawn.worth)
    parts = [float(found.mean()) for found in (support, oppose, enough & ~support & ~oppose, ~enough)]
    return Chance(truth, *parts)


def _above(plan: Plan, shares: FloatArray, worth: FloatArray) -> BoolArray:
    """Whether the lower end of the range, its odds divided by gamma, lies above theta."""
    low, _ = _range(shares, worth, plan.rule.level)
    found: BoolArray = low / (low + (1 - low) * plan.rule.gamma) > plan.rule.theta
    return found


def _range(shares: FloatArray, worth: FloatArray, level: float) -> tuple[FloatArray, FloatArray]:
    se = np.sqrt(shares * (1 - shares) / np.maximum(worth - 1, 1))
    return likely_range(shares, se, worth, level)
