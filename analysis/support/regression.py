"""The regression on the weighting margins: how much of a variance raking explains."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from analysis.arrays import BoolArray, FloatArray, IntArray, find_marks, sum_by
from analysis.support.weighting.weights import Sums, Weights

# Products over cells are sparse and the inverse is swept: larger dense operations would start threads of the
# linear algebra library, and their waiting costs more CPU time than the work.

REDUNDANT = 1e-10
"""A category is explained by the others when less than this part of its replies is left over."""


@dataclass(frozen=True, slots=True, eq=False)
class Regression:
    """Regression of linearised values e of replies on the indicators X (C, M) of all margin categories.

    `codes` (A, C) are the columns of X that are 1, one for each of A margins. `inverse` (M, M) is a
    generalised inverse of X' diag(n) X, `squares` (M, M) is X' diag(f^2 b^2) X, `totals` (M,) is X' w and
    `twice` (C,) is f^2, with f the factors and b the base weights.
    """

    codes: IntArray
    inverse: FloatArray
    squares: FloatArray
    totals: FloatArray
    twice: FloatArray
    n: float

    def project(self, sums: Sums, rows: BoolArray) -> tuple[FloatArray, FloatArray]:
        """X' n and X' f^2 b^2, each (D, M, J): sums by cell (C, J) over the cells of each domain (D, C)."""
        domains, width, number = len(rows), len(self.totals), sums.n.shape[1]
        domain, cell = find_marks(rows)
        row = (domain * width + self.codes[:, cell]).ravel()
        column = np.tile(cell, len(self.codes))
        members = csr_array((np.ones(len(row)), (row, column)), shape=(domains * width, rows.shape[1]))
        both: FloatArray = members @ np.hstack([sums.n, self.twice[:, None] * sums.squares])
        stacked = both.reshape(domains, width, 2 * number)
        return stacked[:, :, :number], stacked[:, :, number:]

    def explain(self, once: FloatArray, twice: FloatArray) -> FloatArray:
        """How much (J, J) of sum (w e)(w e)' is explained, mean square included.

        `once` (M, J) = X' sum(e) and `twice` (M, J) = X' sum(f^2 b^2 e). With B = inverse x once and
        residuals r = e - XB: the result is sum (w e)(w e)' - [sum (w r)(w r)' - (sum w r)(sum w r)' / n].
        """
        coefficients = self.inverse @ once
        crossed = twice.T @ coefficients
        sums = self.totals @ coefficients
        explained: FloatArray = (
            crossed + crossed.T - coefficients.T @ self.squares @ coefficients + np.outer(sums, sums) / self.n
        )
        return explained

    def explain_each(self, once: FloatArray, twice: FloatArray) -> FloatArray:
        """The diagonals (D, J) of what `explain` gives in each of D domains; both arguments are (D, M, J)."""
        coefficients = self.inverse @ once
        crossed = (twice * coefficients).sum(axis=1)
        inner = (coefficients * (self.squares @ coefficients)).sum(axis=1)
        explained: FloatArray = 2 * crossed - inner + np.square(self.totals @ coefficients) / self.n
        return explained


def regress(weights: Weights) -> Regression:
    """The regression for one set of weights; cost grows with the cells, not with the replies.

    Each reply counts once, as in `svyrecvar` of R's survey package for raked designs. With equal base
    weights the residuals are those of Deville, Saerndal and Sautory 1993, JASA 88:1013.
    """
    sizes = [len(each.margin.categories) for each in weights.placed]
    starts = np.cumsum([0, *sizes[:-1]])
    codes = np.array([each.codes + start for each, start in zip(weights.placed, starts, strict=True)])
    twice = np.square(weights.factor)
    return Regression(
        codes=codes,
        inverse=generalised_inverse(_crossed(codes, weights.size.n, sum(sizes))),
        squares=_crossed(codes, twice * weights.size.squares, sum(sizes)),
        totals=np.concatenate([each.sums(weights.cells) for each in weights.placed]),
        twice=twice,
        n=weights.n,
    )


def generalised_inverse(gram: FloatArray) -> FloatArray:
    """A matrix A (M, M) with G A G = G for G = X' diag(n) X, by sweeping the pivots that are not redundant.

    Fitted values do not depend on which one is taken. Source: Goodnight 1979, American Statistician 33:149.
    """
    swept, size = gram.copy(), np.diagonal(gram).copy()
    for k in range(len(gram)):
        pivot = swept[k, k]
        if pivot <= REDUNDANT * size[k]:
            swept[k], swept[:, k] = 0.0, 0.0
            continue
        row, column = swept[k] / pivot, swept[:, k].copy()
        swept -= np.outer(column, row)
        swept[k], swept[:, k] = row, -column / pivot
        swept[k, k] = 1 / pivot
    return swept


def _crossed(codes: IntArray, amounts: FloatArray, width: int) -> FloatArray:
    """X' diag(amounts) X (M, M): amounts by every pair of categories."""
    crossed = sum(sum_by(first * width + second, amounts, width**2) for first in codes for second in codes)
    return np.asarray(crossed).reshape(width, width)
