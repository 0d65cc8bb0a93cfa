"""How much narrower the range of selection gets when each group is tilted by itself.

Shown beside the finding, never used for it: a group of few replies can seem far from the others by chance
alone (one reply is 0 % or 100 %, and tilting does not move it), which would make the range too narrow.
"""

from dataclasses import dataclass

import numpy as np

from analysis.arrays import FloatArray, sum_by
from analysis.finding.doubts.selection import tilt
from analysis.support.weighting.weights import Placed, Weights

LEAST = 30
"""Groups of fewer replies are put together."""


@dataclass(frozen=True, slots=True, eq=False)
class Grouped:
    """One side's weighted share in each group of a weighting dimension, the group's part of the weight, its n_eff."""

    share: FloatArray
    part: FloatArray
    n_eff: FloatArray

    def gain(self, gamma: float) -> float:
        """How far the tilt by groups lies from the tilt of the whole: up for gamma > 1, down for gamma < 1.

        f(x) = x / (x + (1 - x) gamma), groups h of part W_h and share p_h:
        sum W_h f(p_h) - f(sum W_h p_h) - sum W_h f''(p_h) v_h / 2, not past 0. v_h = p_h (1 - p_h) / n_eff_h:
        the last term takes off what chance alone adds.
        """
        share, part = self.share, self.part
        apart = part @ (share / (share + (1 - share) * gamma)) - tilt(float(part @ share), gamma)
        bend = 2 * gamma * (gamma - 1) / (gamma - (gamma - 1) * share) ** 3
        gain = float(apart - part @ (bend * share * (1 - share) / self.n_eff) / 2)
        return max(gain, 0.0) if gamma > 1 else min(gain, 0.0)


def group(weights: Weights, yes: FloatArray, base: FloatArray) -> tuple[Grouped, ...]:
    """A side's shares by each weighting dimension; `yes`, `base` (C,) count its replies and all with an answer."""
    return tuple(_grouped(weights, placed, yes, base) for placed in weights.placed)


def largest_gain(grouped: tuple[Grouped, ...], gamma: float) -> float:
    """The gain of the dimension whose groups differ most; by convexity a finer division only adds to it."""
    return max((each.gain(gamma) for each in grouped), key=abs, default=0.0)


def _grouped(weights: Weights, placed: Placed, yes: FloatArray, base: FloatArray) -> Grouped:
    size = len(placed.margin.categories)
    small = placed.sums(base) < LEAST
    codes = np.where(small, size, np.arange(size))[placed.codes].astype(np.intp)
    each = weights.each
    weight = sum_by(codes, each * base, size + 1)
    there = weight > 0
    squares = sum_by(codes, each**2 * base, size + 1)[there]
    return Grouped(
        share=sum_by(codes, each * yes, size + 1)[there] / weight[there],
        part=weight[there] / weight.sum(),
        n_eff=weight[there] ** 2 / squares,
    )
