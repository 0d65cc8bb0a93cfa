"""Results as they may be printed: every figure follows from counts that were rounded first."""

from dataclasses import replace

import numpy as np

from analysis.arrays import FloatArray
from analysis.disclosure.rules import Rules, rounded
from analysis.disclosure.withheld import WITHHELD, Shown, is_shown
from analysis.finding.samples.figures import Estimate, Result, Share


def result_shown(result: Result, rules: Rules, basis: FloatArray | None = None) -> Result:
    """A result whose shares are withheld where they would tell of a few people.

    Counts x (3,) become multiples r of the rounding, n becomes sum r and each share moves by r / sum r - x /
    sum x, its range with it. So a plain share tells no more than the rounded counts do, and a weighted one only
    what weighting adds. `basis` (4,) are counts to round in place of the result's own, those without an answer
    last: what the group showed before, when too few have changed since.
    """
    counts = np.array([share.count for share in result.shares if is_shown(share.count)], dtype=np.float64)
    base, replies = (counts, _replies(result)) if basis is None else (basis[:-1], round(basis.sum()))
    if not counts.all() or base.sum() < rules.base or base.min() < rules.minimum:
        return _withheld(result, round(base.sum()), replies, rules)
    shown = rounded(base, rules)
    moved = shown / shown.sum() - counts / counts.sum()
    return replace(
        result,
        n=int(shown.sum()),
        missing=_missing(replies, shown, rules),
        n_eff=None if result.n_eff is None else float(int(result.n_eff // rules.rounding) * rules.rounding),
        deff=None if result.deff is None else round(result.deff, 1),
        shares=tuple(
            Share(share.state, int(count), _estimate(share.unweighted, by), _estimate(share.weighted, by))
            for share, count, by in zip(result.shares, shown, moved.tolist(), strict=True)
        ),
    )


def number(count: Shown[int], rules: Rules) -> Shown[int]:
    """A count of people as it may be shown, withheld under the minimum."""
    return to_step(count, rules.rounding) if is_shown(count) and count >= rules.minimum else WITHHELD


def to_step(value: float, step: int) -> int:
    """The nearest multiple of a step, halves up."""
    return int(value / step + 0.5) * step


def to_percent(share: float) -> float:
    """A share to whole percents, halves up, not under 0 nor over 1."""
    return min(max(int(100 * share + 0.5), 0), 100) / 100


def _replies(result: Result) -> int:
    """All replies of the group, with and without an answer; 0 where nobody answered."""
    return round(result.size / (1 - result.missing)) if result.size else 0


def _withheld(result: Result, n: int, replies: int, rules: Rules) -> Result:
    """All replies stand as n, so that it does not tell how many left the question out."""
    return replace(
        result,
        n=WITHHELD if n < rules.minimum else to_step(replies, rules.rounding),
        missing=0.0,
        n_eff=None if result.n_eff is None else float(int(result.n_eff // rules.rounding) * rules.rounding),
        deff=None if result.deff is None else round(result.deff, 1),
        shares=tuple(_hide(share) for share in result.shares),
    )


def _hide(share: Share) -> Share:
    """That a share has no weights is no figure and stays."""
    return Share(share.state, WITHHELD, WITHHELD, None if share.weighted is None else WITHHELD)


def _missing(replies: int, shown: FloatArray, rules: Rules) -> float:
    """The share without an answer; 0 where the counts leave open that it concerns a few people.

    Whether it is told follows from figures that are known anyway, so that its absence tells nothing.
    """
    surely = replies - shown.sum() - len(shown) * (rules.rounding - 1) / 2
    return to_percent(1 - shown.sum() / replies) if surely >= rules.minimum else 0.0


def _estimate(estimate: Shown[Estimate] | None, by: float) -> Shown[Estimate] | None:
    if not is_shown(estimate):
        return estimate
    p, low, high = (to_percent(end + by) for end in (estimate.p, estimate.low, estimate.high))
    return Estimate(min(max(p, 0.01), 0.99), low, high)
