"""What would overturn a finding, and what would settle one that is open: figures to be read as words."""

from dataclasses import dataclass
from math import ceil, floor, sqrt

from analysis.finding.doubts.selection import enough, odds, p_value
from analysis.finding.samples.figures import Estimate
from analysis.plan.plan import Rule


@dataclass(frozen=True, slots=True)
class Tipping:
    """What would overturn a share that lies above theta.

    `odds`: psi* = odds(L) / odds(theta), how many times as likely its side was to answer at most.
    `silent`: p_nr* = (theta - f p) / (1 - f), the share of the side among those who were invited and did not
    answer below which it is no majority of all invited; f = n / invited. None when nobody counted them; at or
    under 0 no share would do. `correlation`: Meng's rho* = (p - theta) / (sqrt((1 - f) / f) sqrt(theta (1 -
    theta))), between answering and being on the side. `opposing`: as many more replies of average weight on
    the other side would end the finding; `false`: as many of its own replies would have to be false.
    Source: Meng 2018, Annals of Applied Statistics 12:685.
    """

    odds: float
    silent: float | None
    correlation: float | None
    opposing: int
    false: int


@dataclass(frozen=True, slots=True)
class Grounds:
    """A share of `n` replies worth `n_random` random ones, of a side; `invited` people were asked."""

    estimate: Estimate
    n: int
    n_random: float
    invited: int | None = None


def tip(grounds: Grounds, rule: Rule, gamma: float) -> Tipping:
    """What would overturn a finding that holds at gamma."""
    p, theta = grounds.estimate.p, rule.theta
    f = grounds.n / grounds.invited if grounds.invited else 0.0
    counted = 0 < f < 1
    spread = sqrt(theta * (1 - theta))
    return Tipping(
        odds=odds(grounds.estimate.low) / odds(theta),
        silent=(theta - f * p) / (1 - f) if counted else None,
        correlation=(p - theta) / (sqrt((1 - f) / f) * spread) if counted else None,
        opposing=_least(grounds, rule, gamma, false=False),
        false=_least(grounds, rule, gamma, false=True),
    )


def more_needed(grounds: Grounds, rule: Rule, gamma: float) -> int | None:
    """How many more replies like these would settle it if the share stays; None when no number would.

    n (m / n_random - 1) with m from `selection.enough`: the new replies are worth as much as the old ones.
    """
    random = enough(grounds.estimate.p, rule.theta, gamma, rule.level)
    if random is None:
        return None
    return max(0, ceil(grounds.n * random / grounds.n_random - 1e-9) - grounds.n)


def _least(grounds: Grounds, rule: Rule, gamma: float, *, false: bool) -> int:
    """The least number k of replies after which the finding no longer holds, by halving.

    k replies more on the other side make p n / (n + k) of n + k; k false ones make (p n - k) / (n - k) of
    n - k. The replies stay worth n_random / n random ones each.
    """
    p, n, each = grounds.estimate.p, grounds.n, grounds.n_random / grounds.n

    def holds(k: int) -> bool:
        size = n - k if false else n + k
        share = (p * n - k) / size if false else p * n / size
        return p_value(share, size * each, rule.theta, gamma) < 1 - rule.level

    low, high = 0, floor(p * n) if false else ceil(p * n / rule.theta)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if holds(middle) else (low, middle)
    return low
