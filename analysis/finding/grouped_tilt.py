"""How much narrower the range of selection gets when each group is tilted by itself.

Shown beside the finding, never used for it: a group of few replies can seem far from the others by chance
alone (one reply is 0 % or 100 %, and tilting does not move it), which would make the range too narrow.
"""

import numpy as np

from analysis.arrays import FloatArray, IntArray, sum_by
from analysis.finding.selection import tilt
from analysis.support.weighting.ladder import Climb
from analysis.support.weighting.weights import Weights

LEAST = 30
"""Groups of fewer replies are put together."""


def grouped_gain(climb: Climb, yes: FloatArray, base: FloatArray, gamma: float) -> float:
    """How far from the tilt of the whole share the tilt by groups lies: up for gamma > 1, down for gamma < 1.

    f(x) = x / (x + (1 - x) gamma). For one weighting dimension with groups h of weight W_h and share p_h:
    sum W_h f(p_h) - f(sum W_h p_h) - sum W_h f''(p_h) v_h / 2, where v_h = p_h (1 - p_h) / n_eff_h takes off
    what chance alone adds; not past 0. The dimension whose groups differ most counts. By convexity a finer
    division only adds to it. `yes` and `base` (C,) are replies of one side, and with any answer, by cell.
    """
    gains = [
        _gain(climb.weights, (placed.codes, len(placed.margin.categories)), (yes, base), gamma)
        for placed in climb.weights.placed
    ]
    return max(gains, key=abs, default=0.0)


def _gain(
    weights: Weights, groups: tuple[IntArray, int], replies: tuple[FloatArray, FloatArray], gamma: float
) -> float:
    codes, size = groups
    yes, base = replies
    small = sum_by(codes, base, size) < LEAST
    joined = np.where(small, size, np.arange(size))[codes].astype(np.intp)
    weight = sum_by(joined, weights.factor * base, size + 1)
    there = weight > 0
    share = sum_by(joined, weights.factor * yes, size + 1)[there] / weight[there]
    n_eff = weight[there] ** 2 / sum_by(joined, weights.factor**2 * base, size + 1)[there]
    part = weight[there] / weight.sum()
    apart = part @ (share / (share + (1 - share) * gamma)) - tilt(float(part @ share), gamma)
    bend = 2 * gamma * (gamma - 1) / (gamma - (gamma - 1) * share) ** 3
    chance = part @ (bend * share * (1 - share) / n_eff) / 2
    gain = float(apart - chance)
    return max(gain, 0.0) if gamma > 1 else min(gain, 0.0)
