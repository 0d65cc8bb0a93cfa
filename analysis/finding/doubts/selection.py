"""Who chose to answer: what shares would become if supporters were more, or less, likely to reply.

If, among people alike in the weighting, the odds of answering of those on one side lie between 1/gamma and
gamma times those of the others, a share of residents lies within that share of the replies tilted by gamma
and by 1/gamma. The finding tilts the ends of the likely range as a whole. This is cautious: x / (x + (1 - x) g)
is convex in x for g > 1 and concave for g < 1, so tilting each group by itself and adding up again (see
`grouped_tilt`) always gives a narrower range, and the difference grows with the distance between the groups.
"""

from math import ceil

from scipy.special import betainc

from analysis.finding.samples.figures import Estimate


def odds(share: float) -> float:
    return share / (1 - share) if share < 1 else float("inf")


def tilt(share: float, gamma: float) -> float:
    """expit(logit share - ln gamma): the share of residents if one side were gamma times as likely to reply."""
    return share / (share + (1 - share) * gamma)


def bound(estimate: Estimate, gamma: float) -> tuple[float, float]:
    """L_g = expit(logit L - ln gamma) and U_g = expit(logit U + ln gamma) of a likely range (L, U)."""
    return tilt(estimate.low, gamma), tilt(estimate.high, 1 / gamma)


def worth(estimate: Estimate, n_eff: float) -> float:
    """Random replies that the likely range is worth: n* = p (1 - p) / se^2, n_eff where p is 0 or 1."""
    if 0 < estimate.p < 1 and estimate.se:
        return estimate.p * (1 - estimate.p) / estimate.se**2
    return n_eff


def p_value(share: float, n: float, theta: float, gamma: float) -> float:
    """The smallest 1 - level at which the tilted lower end still lies above theta; 1 where it never does.

    L_g > theta when L > t, t = theta tilted by 1/gamma; with L the Korn-Graubard end at n random replies this
    is I_t(n p, n (1 - p) + 1) < (1 - level) / 2, I the regularised incomplete beta function. The result is
    2 I_t, at most 1. Source: inversion of the interval of Korn and Graubard 1998, Survey Methodology 24:193.
    """
    if share <= 0:
        return 1.0
    threshold = tilt(theta, 1 / gamma)
    return min(1.0, 2 * float(betainc(n * share, n * (1 - share) + 1, threshold)))


def enough(share: float, theta: float, gamma: float, level: float) -> float | None:
    """The least n of random replies at which this share would be above theta, None if no number would do.

    p_value(share, n) < 1 - level, found by doubling and halving to 1 in 1,000; None when the tilted share
    itself is at or under theta, because then only the size of gamma stands in the way.
    """
    if tilt(share, gamma) <= theta:
        return None
    low, high = 1.0, 2.0
    while p_value(share, high, theta, gamma) >= 1 - level:
        low, high = high, 2 * high
    while high / low > 1.001:
        middle = (low * high) ** 0.5
        if p_value(share, middle, theta, gamma) >= 1 - level:
            low = middle
        else:
            high = middle
    return float(ceil(high))
