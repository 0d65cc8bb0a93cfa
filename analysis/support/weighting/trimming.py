"""Plain trimming of weights, kept to show what it costs: it holds a cap but breaks the margins."""

from dataclasses import replace

import numpy as np

from analysis.support.weighting.weights import Weights

ROUNDING = 1e-12
"""A weight this little outside a limit, in parts of it, is not cut again."""


def trim(weights: Weights, upper: float, lower: float = 0.0, *, strict: bool = True) -> Weights:
    """Cut weights to [lower, upper] x mean weight and spread what was cut evenly over the other replies.

    Once, or until no weight is outside if `strict`. `miss` of the result says by how much margins are now
    broken; prefer `rake` with a cap, which keeps both or refuses. Raises ValueError when every reply is
    outside, or base weights differ within a cell. Source: Potter 1990, Proc. ASA Survey Research Methods.
    """
    n = weights.size.n
    if not weights.size.even():
        raise ValueError("to trim, replies of one cell must have one base weight: split the cells")
    mean = weights.total / weights.n
    low, high = lower * mean, upper * mean
    each = np.divide(weights.cells, n, out=np.full_like(n, mean), where=n > 0)
    outside = (each < low) | (each > high)
    while outside.any():
        if not n[~outside].sum() > 0:
            raise ValueError("no weights lie between the limits")
        cut = np.clip(each, low, high)
        each = np.where(outside, cut, each + n @ (each - cut) / n[~outside].sum())
        beyond = (each < low * (1 - ROUNDING)) | (each > high * (1 + ROUNDING))
        outside = beyond if strict else np.zeros_like(beyond)
    factor = np.divide(each * n, weights.size.base, out=np.zeros_like(n), where=n > 0)
    return replace(weights, factor=factor)
