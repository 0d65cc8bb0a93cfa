"""Tests of whether answers differ between groups, allowing for the weights."""

from dataclasses import dataclass

import numpy as np
from scipy.special import chdtrc, fdtrc

from analysis.arrays import FloatArray, IntArray
from analysis.support.regression import regress
from analysis.support.weighting.weights import Sums, Weights


@dataclass(frozen=True, slots=True)
class CrosstabTest:
    """A test of independence: `f` on `df` = (numerator, denominator) degrees of freedom, and its p-value.

    `chi2` is Pearson's statistic of the weighted shares at the actual n; `first_order` its p-value with the
    simpler first-order correction.
    """

    f: float
    df: tuple[float, float]
    p_value: float
    chi2: float
    first_order: float


def joint_counts(codes: IntArray, size: int, states: FloatArray) -> FloatArray:
    """Counts (C, R, K) by group and state: groups are codes of cells (C,) in 0 .. R - 1, states (C, K)."""
    member = np.eye(size)[codes]
    joint: FloatArray = member[:, :, None] * states[:, None, :]
    return joint


def rao_scott(weights: Weights, joint: Sums, *, raked: bool = False) -> CrosstabTest:
    """Rao and Scott's second-order corrected F test of independence of rows and columns.

    `joint` are sums by cell, row and column (C, R, K). With p the weighted shares of the R K combinations, V
    their covariance (weights as constants, or with the effect of raking), C a basis of the interactions:
    D = (C' P^-1 C / n)^-1 C' P^-1 V P^-1 C, P = diag(p), F = X^2 / tr D, d = (tr D)^2 / tr D^2, on d and
    d (n - 1) degrees of freedom, n the replies in the table. Rows and columns without replies are left out.
    Raises ValueError when fewer than two rows or columns have replies.
    Source: Rao and Scott 1984, Annals of Statistics 12:46; Thomas and Rao 1987, JASA 82:630.
    """
    counts = joint.n.sum(axis=0)
    rows, columns = np.flatnonzero(counts.sum(axis=1)), np.flatnonzero(counts.sum(axis=0))
    if min(len(rows), len(columns)) < 2:
        raise ValueError("a test needs answers in at least two rows and two columns")
    n = float(counts.sum())
    flat = joint.apply(lambda sums: sums[:, rows][:, :, columns].reshape(len(sums), -1))
    p, covariance = covariances(weights, flat, raked=raked)
    chi2 = n * _distance(p.reshape(len(rows), len(columns)))
    effects = _generalised_effects(p, covariance * n, (len(rows), len(columns)))
    trace = float(np.trace(effects))
    df = trace**2 / float(np.trace(effects @ effects))
    f = chi2 / trace
    order = len(effects)
    return CrosstabTest(
        f=f,
        df=(df, df * (n - 1)),
        p_value=float(fdtrc(df, df * (n - 1), f)),
        chi2=chi2,
        first_order=float(chdtrc(order, chi2 * order / trace)),
    )


def covariances(weights: Weights, states: Sums, *, raked: bool) -> tuple[FloatArray, FloatArray]:
    """Weighted shares (J,) of J states that exclude each other, and their covariance matrix (J, J).

    As `linearise`, whose variances are the diagonal. Source: as there.
    """
    twice = np.square(weights.factor)
    total = float((weights.factor @ states.base).sum())
    p = weights.factor @ states.base / total
    squares = twice @ states.squares
    crossed = np.outer(squares, p)
    spread = (np.diag(squares) - crossed - crossed.T + squares.sum() * np.outer(p, p)) / total**2
    if raked:
        regression = regress(weights)
        everyone = np.ones((1, len(weights.factor)), dtype=np.bool_)
        projected = regression.project(states, everyone)
        once, again = ((each[0] - np.outer(each[0].sum(axis=1), p)) / total for each in projected)
        spread = spread - regression.explain(once, again)
    return p, weights.n / (weights.n - 1) * spread


def _distance(p: FloatArray) -> float:
    """Pearson's distance (R, K) from independence: sum (p - e)^2 / e, e = row share x column share."""
    expected = np.outer(p.sum(axis=1), p.sum(axis=0))
    return float((np.square(p - expected) / expected).sum())


def _generalised_effects(p: FloatArray, covariance: FloatArray, shape: tuple[int, int]) -> FloatArray:
    """The matrix of generalised design effects D; `covariance` is n V."""
    row, column = (_contrasts(size) for size in shape)
    ones = [np.ones((size, 1)) for size in shape]
    main = np.hstack([np.kron(ones[0], ones[1]), np.kron(row, ones[1]), np.kron(ones[0], column)])
    basis = np.linalg.qr(main)[0]
    interaction = np.kron(row, column)
    free = interaction - basis @ (basis.T @ interaction)
    inverse = np.divide(1, p, out=np.zeros_like(p), where=p > 0)[:, None] * free
    effects: FloatArray = np.linalg.lstsq(free.T @ inverse, inverse.T @ covariance @ inverse)[0]
    return effects


def _contrasts(size: int) -> FloatArray:
    """Sum-to-zero contrasts (size, size - 1)."""
    return np.vstack([np.eye(size - 1), -np.ones((1, size - 1))])
