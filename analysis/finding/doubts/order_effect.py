"""What the order of a scale changes: support of those who saw it reversed against that of the others."""

from math import hypot
from statistics import NormalDist

from analysis.disclosure.withheld import Shown, is_shown
from analysis.finding.samples.figures import Estimate


def tell_change(first: Shown[Estimate] | None, last: Shown[Estimate] | None, level: float) -> str:
    """How much more support there is with the scale reversed, in points; empty where that cannot be told.

    The halves were drawn by lot, so they are independent: p_r - p_w -+ z hypot(se_w, se_r), weights as constants.
    """
    if not (is_shown(first) and is_shown(last)) or first.se is None or last.se is None:
        return ""
    apart, half = last.p - first.p, NormalDist().inv_cdf((1 + level) / 2) * hypot(first.se, last.se)
    low, high = 100 * (apart - half), 100 * (apart + half)
    return (
        f"With the scale reversed support differs by {100 * apart:+.0f} points (likely range {low:+.0f} to "
        f"{high:+.0f}). "
    )
