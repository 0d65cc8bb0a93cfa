"""Likely ranges of a share: exact intervals that allow for weighting and are never of zero width."""

import numpy as np
from scipy.special import betaincinv, expit, logit, stdtrit

from analysis.arrays import FloatArray

Range = tuple[FloatArray, FloatArray]


def likely_range(p: FloatArray, se: FloatArray, n_eff: FloatArray, level: float = 0.95) -> Range:
    """The interval shown for a share: Korn-Graubard, or Clopper-Pearson at n_eff where p is 0 or 1.

    All arrays have one shape. Also Clopper-Pearson where the standard error is 0 or unknown, and (0, 1)
    where nobody answered (p is not a number). Raises ValueError unless 0 < level < 1.
    """
    known = (p > 0) & (p < 1) & (se > 0)
    variance = np.square(np.where(known, se, 1.0))
    return clopper_pearson(p, np.where(known, p * (1 - p) / variance, n_eff), level)


def korn_graubard(p: FloatArray, se: FloatArray, level: float = 0.95) -> Range:
    """Clopper-Pearson at n* = p(1 - p) / se^2, the number of random replies worth as much.

    Needs 0 < p < 1 and se > 0; n* is not cut at n. Design degrees of freedom are n - 1, so the t ratio of
    the source is 1. Source: Korn and Graubard 1998, Survey Methodology 24:193.
    """
    return clopper_pearson(p, p * (1 - p) / np.square(se), level)


def clopper_pearson(p: FloatArray, n: FloatArray, level: float = 0.95) -> Range:
    """L = B(a/2; np, n(1 - p) + 1) and U = B(1 - a/2; np + 1, n(1 - p)), B beta quantiles, a = 1 - level.

    n need not be whole. L = 0 at p = 0, U = 1 at p = 1, and (0, 1) where p or n says nothing.
    Source: Clopper and Pearson 1934, Biometrika 26:404.
    """
    tail = _tail(level)
    with np.errstate(invalid="ignore"):
        some = np.isfinite(p) & (n > 0)
        yes, no = np.where(some, p * n, 0.0), np.where(some, (1 - p) * n, 0.0)
        low = np.where(yes > 0, betaincinv(yes, no + 1, tail), 0.0)
        high = np.where(no > 0, betaincinv(yes + 1, no, 1 - tail), 1.0)
    # The inverse stops short of quantiles under 1e-11 or so; in exact arithmetic p is always inside.
    return np.fmin(low, p), np.fmax(high, p)


def logit_interval(p: FloatArray, se: FloatArray, n: FloatArray, level: float = 0.95) -> Range:
    """The range expit(logit p -+ t se / (p(1 - p))), t the quantile with n - 1 degrees of freedom.

    Needs 0 < p < 1 and n > 1. Source: Lumley 2010, Complex Surveys, section 2.4 (svyciprop).
    """
    half = stdtrit(n - 1, 1 - _tail(level)) * se / (p * (1 - p))
    return expit(logit(p) - half), expit(logit(p) + half)


def t_interval(mean: FloatArray, se: FloatArray, df: FloatArray, level: float = 0.95) -> Range:
    """The range mean -+ t se, for means of scores and differences; not for shares near 0 or 1."""
    half = stdtrit(df, 1 - _tail(level)) * se
    return mean - half, mean + half


def _tail(level: float) -> float:
    if not 0 < level < 1:
        raise ValueError("the level of an interval lies between 0 and 1")
    return (1 - level) / 2
