"""What speaks against a finding, with only what may be printed: ranges, tipping points and checks."""

from analysis.disclosure.rules import Rules
from analysis.disclosure.withheld import WITHHELD, Shown, is_shown
from analysis.finding.bounds import Bound, Span
from analysis.finding.doubts.resampling import Resampled
from analysis.finding.doubts.selection import bound, odds
from analysis.finding.doubts.tipping import Tipping
from analysis.finding.finding import Finding
from analysis.finding.rounding import to_percent
from analysis.finding.samples.figures import Estimate, Result
from analysis.finding.states import MAJORITY

MOST_ODDS = 10.0
HALF_PERCENT = 0.005


def bounds_shown(finding: Finding, sample: Result | None) -> tuple[Bound, ...]:
    """The ranges of the printed shares at each gamma; none where shares are withheld."""
    if sample is None:
        return ()
    support, oppose = (sample.best(side) for side in MAJORITY)
    if support is None or oppose is None:
        return ()
    return tuple(_bound(each, support, oppose) for each in finding.bounds)


def _bound(exact: Bound, support: Estimate, oppose: Estimate) -> Bound:
    """The printed ranges tilted; by group they differ from these as the exact ones do."""
    one, other = (Span(*bound(estimate, exact.gamma)) for estimate in (support, oppose))
    return Bound(
        exact.gamma,
        _span(one),
        _span(other),
        _span(_moved(one, exact.support, exact.support_by_group)),
        _span(_moved(other, exact.oppose, exact.oppose_by_group)),
        exact.state,
    )


def _moved(shown: Span, whole: Span, by_group: Span) -> Span:
    return Span(shown.low + by_group.low - whole.low, shown.high + by_group.high - whole.high)


def _span(span: Span) -> Span:
    return Span(to_percent(span.low), to_percent(span.high))


def resampled_shown(finding: Finding, sample: Result | None) -> Shown[Resampled] | None:
    """The range by the jackknife around the share that is printed."""
    resampled = finding.resampled
    if not is_shown(resampled) or resampled.estimate is None:
        return resampled
    shown = None if sample is None else sample.best(resampled.side)
    if shown is None:
        return WITHHELD
    exact, by = resampled.estimate, shown.p - resampled.estimate.p
    return Resampled(
        resampled.side, Estimate(shown.p, to_percent(exact.low + by), to_percent(exact.high + by))
    )


def tipping_shown(finding: Finding, sample: Result | None) -> Shown[Tipping] | None:
    """The odds are those of the lowest end that is printed as this, but never under the gamma it stands for."""
    tipping = finding.tipping
    if not is_shown(tipping):
        return tipping
    side = next(side for side, state in MAJORITY.items() if state == finding.state)
    estimate = None if sample is None else sample.best(side)
    if estimate is None:
        return WITHHELD
    surely = odds(estimate.low - HALF_PERCENT) / odds(finding.theta)
    return Tipping(
        odds=max(_tenth(surely), finding.gamma),
        silent=None if tipping.silent is None else to_percent(tipping.silent),
        correlation=None if tipping.correlation is None else round(tipping.correlation, 2),
        opposing=_coarse(tipping.opposing, up=False),
        false=_coarse(tipping.false, up=False),
    )


def more_shown(finding: Finding, sample: Result | None, rules: Rules) -> Shown[int] | None:
    """How many more replies would settle it, as far as the shares it follows from are printed."""
    if not is_shown(finding.more):
        return finding.more
    if sample is None or not sample.tells:
        return WITHHELD
    return max(_coarse(finding.more, up=True), rules.minimum)


def _tenth(ratio: float) -> float:
    """Rounded down, so that it never claims too much, and never more than ten."""
    return min(int(10 * ratio + 1e-9) / 10, MOST_ODDS)


def _coarse(count: int, *, up: bool) -> int:
    """A number of replies to two digits, at most to ten: upwards for what is needed, downwards for what undoes.

    0 stands for fewer than 10.
    """
    step = max(10, int(10 ** (len(str(count)) - 2)))
    return (-(-count // step) if up else count // step) * step
