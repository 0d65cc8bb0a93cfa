"""Whether any weights at all can meet the margins, by linear programming; asked only when raking fails."""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import LinearConstraint, linprog, milp
from scipy.sparse import coo_array, csr_array, hstack, vstack

from analysis.arrays import FloatArray, IntArray
from analysis.support.weighting.weights import Placed

BEYOND = 1e9
"""A cap so large is none: the solver cannot tell whether the margins can be met at all."""


def can_be_met(placed: Sequence[Placed], n: FloatArray) -> bool:
    """Whether some x >= 0, the shares of the population that cells with replies stand for, meet the margins.

    n (C,) are the replies by cell. To the precision of the solver, 1e-7 of the population.
    """
    cells = np.flatnonzero(n > 0)
    shares = _shares(placed)
    met = LinearConstraint(_members(placed, cells), shares, shares)
    return bool(milp(np.zeros(len(cells)), constraints=met).success)


def smallest_cap(placed: Sequence[Placed], n: FloatArray) -> float:
    """The least possible size z of the largest weight, in multiples of the mean weight; at most BEYOND.

    With x and n as in `can_be_met`, S the shares of the margins and p_c = n_c / sum of n, z is the least for
    which some x meet the margins with x_c <= z p_c in every cell c. For y = x / z and t = 1 / z that is a
    linear program with one row for each category: t is the largest for which the sums of y over each category
    are t S, 0 <= y_c <= p_c. Source: feasibility of range-restricted calibration, Deville and Saerndal 1992,
    JASA 87:376.
    """
    cells = np.flatnonzero(n > 0)
    parts, shares = n[cells] / n.sum(), _shares(placed)
    solved = linprog(  # type: ignore[call-overload]  # the stubs know dense matrices only
        np.append(np.zeros(len(cells)), -1.0),
        A_eq=csr_array(hstack([_members(placed, cells), coo_array(-shares[:, None])])),
        b_eq=np.zeros(len(shares)),
        bounds=np.column_stack([np.zeros(len(cells) + 1), np.append(parts, 1.0)]),
        method="highs-ds",
        options={"presolve": False, "primal_feasibility_tolerance": 1e-10},
    )
    return 1 / max(-float(solved.fun), 1 / BEYOND)


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
