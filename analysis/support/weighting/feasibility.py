"""Whether any weights at all can meet the margins, by linear programming; asked only when raking fails."""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import LinearConstraint, milp
from scipy.sparse import coo_array, csr_array, hstack, vstack

from analysis.arrays import FloatArray
from analysis.support.weighting.weights import Placed


def smallest_cap(placed: Sequence[Placed], n: FloatArray) -> float | None:
    """The least possible size of the largest weight, in multiples of the mean weight.

    With x_c the share of the population that cell c of C stands for and n_c its replies: minimise z
    subject to the margins (the x_c of a category add up to its share), x_c >= 0 and x_c <= z n_c / n.
    Returns None when no x meets the margins, to the precision of the solver (1e-7).
    Source: feasibility of range-restricted calibration, Deville and Saerndal 1992, JASA 87:376.
    """
    cells = np.flatnonzero(n > 0)
    parts = n[cells] / n.sum()
    members = [_members(each, cells) for each in placed]
    shares = np.concatenate([each.totals / each.margin.total for each in placed])
    met = csr_array(hstack([vstack(members), csr_array((len(shares), 1))]))
    diagonal = coo_array((np.ones(len(cells)), (np.arange(len(cells)),) * 2))
    held = csr_array(hstack([diagonal, coo_array(-parts[:, None])]))
    constraints = [LinearConstraint(met, shares, shares), LinearConstraint(held, -np.inf, 0.0)]
    solved = milp(np.append(np.zeros(len(cells)), 1.0), constraints=constraints)
    return float(solved.fun) if solved.success else None


def _members(placed: Placed, cells: np.ndarray) -> csr_array:
    shape = (len(placed.margin.categories), len(cells))
    return csr_array((np.ones(len(cells)), (placed.codes[cells], np.arange(len(cells)))), shape=shape)
