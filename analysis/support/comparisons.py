"""Change between two independent waves, and corrections for asking many questions at once."""

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtr

from analysis.arrays import FloatArray
from analysis.support.estimates import Estimates


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """Later share less earlier share, in the shape of the estimates; `t`, `p_value` are nan where se is 0."""

    difference: FloatArray
    se: FloatArray
    low: FloatArray
    high: FloatArray
    t: FloatArray
    df: FloatArray
    p_value: FloatArray


def compare_waves(before: Estimates, after: Estimates) -> Change:
    """Difference of shares of two separate samples, each weighted by itself; both ranges of one level.

    se^2 = se1^2 + se2^2 (fixed weights), t = difference / se on n1 + n2 - 3 degrees of freedom (replies less
    waves, less one for the change, as `svyttest` in R's survey package).
    Range: low = d - sqrt((p2 - l2)^2 + (u1 - p1)^2), high = d + sqrt((u2 - p2)^2 + (p1 - l1)^2), which is
    never of zero width. Source: Zou and Donner 2008, Statistics in Medicine 27:1693.
    """
    difference = after.p - before.p
    se = np.hypot(before.se_fixed, after.se_fixed)
    df = before.n + after.n - 3
    t = np.divide(difference, se, out=np.full_like(se, np.nan), where=se > 0)
    return Change(
        difference=difference,
        se=se,
        low=difference - np.hypot(after.p - after.low, before.high - before.p),
        high=difference + np.hypot(after.high - after.p, before.p - before.low),
        t=t,
        df=df,
        p_value=2 * stdtr(df, -np.abs(t)),
    )


def holm(p_values: FloatArray) -> FloatArray:
    """P-values (m,) adjusted so that one false alarm in the whole family is as rare as the level.

    With p sorted upwards: max over j <= i of min(1, (m - j + 1) p_j).
    Source: Holm 1979, Scandinavian Journal of Statistics 6:65.
    """
    order = np.argsort(p_values)
    steps = len(p_values) - np.arange(len(p_values))
    adjusted = np.empty_like(p_values)
    adjusted[order] = np.minimum(1.0, np.maximum.accumulate(steps * p_values[order]))
    return adjusted


def benjamini_hochberg(p_values: FloatArray) -> FloatArray:
    """P-values (m,) adjusted so that the expected share of false alarms among findings is the level.

    With p sorted upwards: min over j >= i of min(1, m p_j / j).
    Source: Benjamini and Hochberg 1995, JRSS B 57:289.
    """
    order = np.argsort(p_values)[::-1]
    ranks = len(p_values) - np.arange(len(p_values))
    adjusted = np.empty_like(p_values)
    adjusted[order] = np.minimum(1.0, np.minimum.accumulate(len(p_values) / ranks * p_values[order]))
    return adjusted
