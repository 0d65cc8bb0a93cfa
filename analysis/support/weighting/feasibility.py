"""Whether any weights at all can meet the margins, by linear programming; asked only when raking fails."""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import LinearConstraint, linprog, milp
from scipy.sparse import coo_array, csr_array, hstack, vstack

from analysis.arrays import FloatArray, IntArray
from analysis.support.weighting.weights import Placed


def can_be_met(placed: Sequence[Placed], n: FloatArray) -> bool:
    """Whether some x >= 0, the shares of the population that cells with replies stand for, meet the margins.

    n (C,) are the replies by cell. To the precision of the solver, 1e-7 of the population.
    """
    cells = np.flatnonzero(n > 0)
    shares = _shares(placed)
    met = LinearConstraint(_members(placed, cells), shares, shares)
    return bool(milp(np.zeros(len(cells)), constraints=met).success)


def smallest_cap(placed: Sequence[Placed], n: FloatArray) -> float:
    """The least possible size of the largest weight, in multiples of the mean weight.

    Minimises z subject to the margins, x >= 0 and x_c <= z n_c / sum of n for every cell c, with x and n as
    in `can_be_met`, which must hold. Source: feasibility of range-restricted calibration, Deville and
    Saerndal 1992, JASA 87:376.
    """
    cells = np.flatnonzero(n > 0)
    parts, shares, number = n[cells] / n.sum(), _shares(placed), len(cells)
    diagonal = coo_array((np.ones(number), (np.arange(number), np.arange(number))))
    solved = linprog(  # type: ignore[call-overload]  # the stubs know dense matrices only
        np.append(np.zeros(number), 1.0),
        A_ub=csr_array(hstack([diagonal, coo_array(-parts[:, None])])),
        b_ub=np.zeros(number),
        A_eq=csr_array(hstack([_members(placed, cells), csr_array((len(shares), 1))])),
        b_eq=shares,
        method="highs-ipm",
    )
    return float(solved.fun)


def _shares(placed: Sequence[Placed]) -> FloatArray:
    return np.concatenate([each.totals / each.margin.total for each in placed])


def _members(placed: Sequence[Placed], cells: IntArray) -> csr_array:
    """Which of the cells (columns) belong to which category of which margin (rows)."""
    blocks = [
        csr_array(
            (np.ones(len(cells)), (each.codes[cells], np.arange(len(cells)))),
            shape=(len(each.margin.categories), len(cells)),
        )
        for each in placed
    ]
    return csr_array(vstack(blocks))
