"""The three shares of a group of replies, weighted beside unweighted, each with its likely range."""

from dataclasses import dataclass

import numpy as np

from analysis.arrays import BoolArray, FloatArray
from analysis.disclosure.withheld import Shown, is_shown
from analysis.support.estimates import Estimates, estimate
from analysis.support.intervals import likely_range
from analysis.support.weighting.weights import Weights
from analysis.vocabulary import STATES


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share with its likely range; `se` takes weights as fixed, `se_raked` as estimated (None: unknown)."""

    p: float
    low: float
    high: float
    se: float | None = None
    se_raked: float | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """One state of the replies in the base; there is no estimate of nobody, and no weighted one without weights."""

    state: str
    count: Shown[int]
    unweighted: Shown[Estimate] | None
    weighted: Shown[Estimate] | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """The shares of a group: `n` replies answered the question, `missing` of all in the group (a share) did not.

    `n_eff` is what they are worth in random replies and `deff` n / n_eff (Kish), None without weights.
    """

    n: Shown[int]
    missing: float
    n_eff: float | None
    deff: float | None
    shares: tuple[Share, ...]

    @property
    def size(self) -> int:
        """The number of replies of a result that nothing is withheld of; raises TypeError for another."""
        if not is_shown(self.n):
            raise TypeError("how many replied is withheld")
        return self.n

    @property
    def tells(self) -> bool:
        """Whether there are shares, and they may be shown."""
        return all(is_shown(share.unweighted) for share in self.shares)

    def share(self, state: str) -> Share:
        return self.shares[STATES.index(state)]

    def best(self, state: str) -> Estimate | None:
        """The weighted share, or the unweighted one where there is no other; None where none may be shown."""
        share = self.share(state)
        best = share.unweighted if share.weighted is None else share.weighted
        return best if is_shown(best) else None


def plain(counts: FloatArray, replies: float, level: float) -> Result:
    """The shares (3,) of counts by state without weights; `replies` gave them, or left the question out.

    p = count / n, se = sqrt(p (1 - p) / (n - 1)), the range Clopper-Pearson at n* = p (1 - p) / se^2 = n - 1
    (at n for p = 0 or 1), as for weighted shares with equal weights. Nothing is estimated from nobody.
    """
    n = float(counts.sum())
    if n == 0:
        return Result(0, float(replies > 0), None, None, tuple(Share(state, 0, None) for state in STATES))
    p = counts / n
    se = np.sqrt(p * (1 - p) / max(n - 1, 1))
    low, high = likely_range(p, se, np.full(3, n), level)
    shares = tuple(
        Share(state, int(counts[at]), Estimate(float(p[at]), float(low[at]), float(high[at]), float(se[at])))
        for at, state in enumerate(STATES)
    )
    return Result(int(n), 1 - n / replies, None, None, shares)


def measure(
    weights: Weights, counts: FloatArray, replies: FloatArray, domains: BoolArray, level: float
) -> list[Result]:
    """Results of everyone (first) and of D domains, from one set of weights.

    `counts` (C, 3) are replies by state, `replies` (C,) all replies of the cells, `domains` (D, C) masks.
    Weighted shares, standard errors and ranges are those of `analysis.support.estimates.estimate`.
    """
    found = estimate(weights, counts, domains, level)
    rows = np.vstack([np.ones((1, len(counts)), dtype=np.bool_), domains]).astype(np.float64)
    sums, sizes = rows @ counts, rows @ replies
    return [_weighted(plain(sums[row], float(sizes[row]), level), found, row) for row in range(len(rows))]


def _weighted(result: Result, found: Estimates, row: int) -> Result:
    if result.n == 0:
        return result
    shares = tuple(
        Share(share.state, share.count, share.unweighted, _estimate(found, (row, at)))
        for at, share in enumerate(result.shares)
    )
    n_eff = float(found.n_eff[row, 0])
    return Result(result.n, result.missing, n_eff, result.size / n_eff, shares)


def _estimate(found: Estimates, at: tuple[int, int]) -> Estimate:
    fixed, raked = float(found.se_fixed[at]), float(found.se_raked[at])
    return Estimate(
        p=float(found.p[at]),
        low=float(found.low[at]),
        high=float(found.high[at]),
        se=fixed if np.isfinite(fixed) else None,
        se_raked=raked if np.isfinite(raked) else None,
    )
