"""Who chose to answer, measured: how far replies to questions of official surveys are from their figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

from scipy.special import chdtri

from analysis.cells import CellTable
from analysis.finding.doubts.selection import odds
from analysis.finding.facts import Facts
from analysis.finding.samples.candidates import gather, prefer
from analysis.plan.plan import Plan


@dataclass(frozen=True, slots=True)
class Distance:
    """How far a share is from its official figure: `log_odds` of the two, and its sampling `variance`."""

    log_odds: float
    variance: float


def measure_distance(
    plan: Plan, table: CellTable, facts: Facts, official: float, asked: int | None
) -> Distance | None:
    """The distance in the sample that a finding would come from.

    `table` is made by `replies.narrow` with the answers that the `official` share is of in place of support;
    `asked` people answered the official survey (None: it counts as exact). The variance is that of two logits,
    se^2 / (p (1 - p))^2 + 1 / (m q (1 - q)). None where nobody was chosen by chance, or where all or none of
    them gave these answers.
    """
    best = prefer(gather(plan, table, facts))
    estimate = None if best is None else best.result.best("support")
    if estimate is None or not estimate.se or not (0 < estimate.p < 1 and 0 < official < 1):
        return None
    own = (estimate.se / (estimate.p * (1 - estimate.p))) ** 2
    theirs = 1 / (asked * official * (1 - official)) if asked else 0.0
    return Distance(log(odds(estimate.p) / odds(official)), own + theirs)


def pool_odds(distances: Sequence[Distance], level: float) -> float:
    """How many times as likely to answer one side was, as far as chance does not explain it; at least 1.

    Distances l_i with variances v_i, Q = sum l_i^2 / v_i. Without selection Q is chi-squared with as many degrees
    of freedom as there are questions, and below its quantile at `level` the result is 1. Else it is exp(t), t^2 =
    max(0, sum((l_i^2 - v_i) / v_i) / sum(1 / v_i)): the mean square of the distances less what chance adds to it,
    so that many questions measure it better and not larger. Source: method of moments, as in DerSimonian and
    Laird 1986, Controlled Clinical Trials 7:177, about a mean of 0.
    """
    if not distances:
        return 1.0
    excess = sum(each.log_odds**2 / each.variance for each in distances)
    if excess <= chdtri(len(distances), 1 - level):
        return 1.0
    square = (excess - len(distances)) / sum(1 / each.variance for each in distances)
    return exp(sqrt(max(square, 0.0)))
