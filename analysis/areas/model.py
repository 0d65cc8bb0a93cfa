"""A logistic regression with a random intercept for each category, fitted by Laplace's approximation."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit

from analysis.arrays import FloatArray

FIXED_PRECISION = 1 / 25
"""Fixed effects have a normal prior with standard deviation 5 on the logit scale: hardly any."""
LOG_SD = (-1.2, 1.0)
"""Mean and standard deviation of the normal prior of log standard deviations: about 0.3, within 0.04 to 2."""
BOUNDS = (-5.0, 1.0)
STEP = 0.05


@dataclass(frozen=True, slots=True, eq=False)
class Design:
    """Indicators X (P, K) of P cells: the first `fixed` columns are fixed effects, then a block per dimension."""

    x: FloatArray
    fixed: int
    blocks: tuple[int, ...]

    def precision(self, log_sd: FloatArray) -> FloatArray:
        """The prior precision (K,) of each coefficient."""
        parts = np.repeat(np.exp(-2 * log_sd), self.blocks)
        return np.concatenate([np.full(self.fixed, FIXED_PRECISION), parts])


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """Log standard deviations (B,) at their posterior mode, their covariance (B, B), and the mode of the rest.

    `coefficients` (K,) and their `covariance` (K, K) are given the standard deviations; `at` gives both for
    other standard deviations.
    """

    log_sd: FloatArray
    uncertainty: FloatArray
    coefficients: FloatArray
    covariance: FloatArray
    at: Callable[[FloatArray], tuple[FloatArray, FloatArray]]


def fit(design: Design, n: FloatArray, yes: FloatArray) -> Fitted:
    """Fit yes (P,) of n (P,) ~ binomial, logit p = X b, b ~ N(0, sd^2) within each block.

    The log standard deviations maximise l(b) - b'Db/2 + log|D|/2 - log|H|/2 + their prior, D the prior
    precision, b the mode given D, H = X' diag(n p (1 - p)) X + D (Laplace's approximation). Their covariance
    is the inverse of the curvature there, by central differences.
    Source: Gelman and Little 1997, Survey Methodology 23:127; Breslow and Clayton 1993, JASA 88:9.
    """
    some = n > 0
    x, n, yes = design.x[some], n[some], yes[some]
    start = np.zeros(x.shape[1])

    def mode(log_sd: FloatArray) -> tuple[FloatArray, FloatArray]:
        return _mode(x, (n, yes), design.precision(log_sd), start)

    def loss(log_sd: FloatArray) -> float:
        prior = design.precision(log_sd)
        b, curved = mode(log_sd)
        start[:] = b
        eta = x @ b
        likelihood = yes @ eta - n @ np.logaddexp(0, eta)
        laplace = (np.log(prior).sum() - np.linalg.slogdet(curved)[1] - b @ (prior * b)) / 2
        return float(np.square((log_sd - LOG_SD[0]) / LOG_SD[1]).sum() / 2 - likelihood - laplace)

    blocks = len(design.blocks)
    found = minimize(loss, np.full(blocks, LOG_SD[0]), method="L-BFGS-B", bounds=[BOUNDS] * blocks)

    def at(log_sd: FloatArray) -> tuple[FloatArray, FloatArray]:
        b, curved = mode(log_sd)
        return b, np.linalg.inv(curved).astype(np.float64)

    return Fitted(found.x, _uncertainty(loss, found.x), *at(found.x), at)


def _mode(
    x: FloatArray, replies: tuple[FloatArray, FloatArray], prior: FloatArray, start: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """The coefficients of largest posterior density by Newton's method, and the curvature H there."""
    n, yes = replies
    b = start.copy()
    for _ in range(100):
        p = expit(x @ b)
        curved = (x * (n * p * (1 - p))[:, None]).T @ x + np.diag(prior)
        step = np.linalg.solve(curved, x.T @ (yes - n * p) - prior * b)
        b = b + step * min(1.0, 2.0 / float(np.abs(step).max() + 1e-300))
        if np.abs(step).max() < 1e-9:
            break
    return b, curved


def _uncertainty(loss: Callable[[FloatArray], float], best: FloatArray) -> FloatArray:
    """The inverse of the curvature of the loss; no direction is taken for surer than the prior's tenth."""
    size = len(best)
    steps = STEP * np.eye(size)
    curvature = np.empty((size, size))
    for i in range(size):
        for j in range(i + 1):
            corners = [loss(best + a * steps[i] + b * steps[j]) for a in (1, -1) for b in (1, -1)]
            curvature[i, j] = curvature[j, i] = (corners[0] - corners[1] - corners[2] + corners[3]) / (
                2 * STEP
            ) ** 2
    values, vectors = np.linalg.eigh(curvature)
    inverse: FloatArray = (vectors / np.maximum(values, 1 / LOG_SD[1] ** 2 / 10)) @ vectors.T
    return inverse
