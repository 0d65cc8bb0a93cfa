"""A finding with only what may be printed: whole percents, rounded numbers, nothing about a few people."""

from collections.abc import Mapping
from dataclasses import replace

from analysis.areas.disclosed import areas_shown
from analysis.arrays import FloatArray
from analysis.disclosure.rules import RULES, Rules
from analysis.finding.bounds import Bound, Span
from analysis.finding.companions import Companion
from analysis.finding.doubts.checks import Check
from analysis.finding.doubts.resampling import Resampled
from analysis.finding.doubts.selection import bound, odds
from analysis.finding.doubts.specifications import reached_by
from analysis.finding.doubts.tipping import Tipping
from analysis.finding.finding import Finding
from analysis.finding.judgement import judged_shown
from analysis.finding.participation import Missing
from analysis.finding.rounding import number, result_shown, to_percent, to_step
from analysis.finding.samples.figures import Estimate, Result
from analysis.finding.samples.ways import Way
from analysis.finding.states import MAJORITY
from analysis.finding.waterfall import counts_shown, stages_shown
from analysis.vocabulary import STATES

MOST_ODDS = 10.0
HALF_PERCENT = 0.005
SAMPLE, CHOSE = "sample", "chose"

Held = Mapping[str, FloatArray]
"""Counts (4,) by state, those without an answer last, to print of a group in place of its own (see `publication`):
of SAMPLE, CHOSE, ways by `way_name` and companions by their labels."""


def disclosed(finding: Finding, rules: Rules = RULES, held: Held | None = None) -> Finding:
    """The finding as it may be published; doing it twice changes nothing.

    Shares of fewer than `rules.base` replies, or with a state of fewer than `rules.minimum`, are withheld, all
    three together; those that are shown follow from rounded counts (see `rounding`), and the ranges that allow
    for selection from those shares, so that many figures tell no more than one. The number of all replies stays
    exact. A check is withheld, too, when it leaves out so few replies that the difference would tell of them.
    """
    if finding.shown:
        return finding
    held = held or {}
    sample = _shown(finding.sample, rules, held.get(SAMPLE))
    ways = tuple(
        replace(way, result=result_shown(way.result, rules, held.get(way_name(way)))) for way in finding.arms
    )
    chosen = held.get(SAMPLE)
    stages = stages_shown(
        finding.waterfall, finding.replies, sample, None if chosen is None else round(chosen.sum()), rules
    )
    return replace(
        finding,
        shown=True,
        counts=counts_shown(finding.counts, finding.replies, stages, rules),
        waterfall=stages,
        missing=None if finding.missing is None else _missing(finding.missing, rules),
        sample=sample,
        arms=ways,
        chose=_shown(finding.chose, rules, held.get(CHOSE)),
        bounds=_bounds(finding, sample),
        resampled=_resampled(finding, sample),
        tipping=None if finding.tipping is None else _tipping(finding, finding.tipping, sample),
        more=None if finding.more is None else max(_coarse(finding.more, up=True), rules.minimum),
        checks=tuple(_check(check, (finding.sample, sample), ways, rules) for check in finding.checks),
        companions=tuple(_companion(each, rules, held) for each in finding.companions),
        areas=areas_shown(finding.areas, rules),
        judged=judged_shown(finding.judged, rules),
    )


def way_name(way: Way) -> str:
    return f"arm={way.code}"


def _shown(result: Result | None, rules: Rules, basis: FloatArray | None) -> Result | None:
    return None if result is None else result_shown(result, rules, basis)


def _bounds(finding: Finding, sample: Result | None) -> tuple[Bound, ...]:
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


def _resampled(finding: Finding, sample: Result | None) -> Resampled | None:
    """The range by the jackknife around the share that is printed."""
    resampled = finding.resampled
    if resampled is None or resampled.estimate is None:
        return resampled
    shown = None if sample is None else sample.best(resampled.side)
    if shown is None:
        return None
    exact, by = resampled.estimate, shown.p - resampled.estimate.p
    return Resampled(
        resampled.side, Estimate(shown.p, to_percent(exact.low + by), to_percent(exact.high + by))
    )


def _tipping(finding: Finding, tipping: Tipping, sample: Result | None) -> Tipping:
    """The odds are those of the lowest end that is printed as this, but never under the gamma it stands for."""
    side = next(side for side, state in MAJORITY.items() if state == finding.state)
    estimate = None if sample is None else sample.best(side)
    if estimate is None:
        return Tipping(_tenth(tipping.odds), None, None, None, None)
    surely = odds(estimate.low - HALF_PERCENT) / odds(finding.theta)
    return Tipping(
        odds=max(_tenth(surely), finding.gamma),
        silent=None if tipping.silent is None else to_percent(tipping.silent),
        correlation=None if tipping.correlation is None else round(tipping.correlation, 2),
        opposing=None if tipping.opposing is None else _coarse(tipping.opposing, up=False),
        false=None if tipping.false is None else _coarse(tipping.false, up=False),
    )


def _tenth(ratio: float) -> float:
    return min(int(10 * ratio + 1e-9) / 10, MOST_ODDS)


def _check(
    check: Check, samples: tuple[Result | None, Result | None], ways: tuple[Way, ...], rules: Rules
) -> Check:
    exact, sample = samples
    way = next((way.result for way in ways if reached_by(way.label) == check.label), None)
    if way is not None:
        return _with_shares(check, way.n or None, [way.best(state) for state in STATES])
    if exact is None or sample is None or check.n is None:
        return _with_shares(check, None, [None] * len(STATES))
    if check.n == exact.n:
        return _of_everybody(check, exact, sample)
    return _of_some(check, abs(exact.n - check.n), rules)  # left out, or put back


def _of_everybody(check: Check, exact: Result, sample: Result) -> Check:
    """The printed shares, moved by what the other way of computing changes."""
    moved: list[Estimate | None] = [None] * len(STATES)
    for at, share in enumerate((check.support, check.oppose, check.neither)):
        own, shown = exact.best(STATES[at]), sample.best(STATES[at])
        if share is not None and own is not None and shown is not None:
            moved[at] = _point(shown.p + share - own.p)
    return _with_shares(check, sample.n, moved)


def _of_some(check: Check, left_out: int, rules: Rules) -> Check:
    """Shares as of rounded numbers of replies; nothing where the replies left out are too few."""
    n = check.n or 0
    shares = [check.support, check.oppose, check.neither]
    counts = [share * n for share in shares if share is not None]
    if not counts or n < rules.base or left_out < rules.base or min(counts) < rules.minimum:
        return _with_shares(check, number(n, rules) if left_out >= rules.base else None, [None] * len(shares))
    rounded = [None if share is None else _point(to_step(share * n, rules.rounding) / n) for share in shares]
    return _with_shares(check, number(n, rules), rounded)


def _point(share: float) -> Estimate:
    return Estimate(share, share, share)


def _with_shares(check: Check, n: int | None, shares: list[Estimate | None]) -> Check:
    support, oppose, neither = (None if each is None else to_percent(each.p) for each in shares)
    return replace(check, n=n, support=support, oppose=oppose, neither=neither)


def _companion(companion: Companion, rules: Rules, held: Held) -> Companion:
    result = _shown(companion.result, rules, held.get(companion.label))
    return Companion(companion.label, companion.state, companion.target, result)


def _missing(missing: Missing, rules: Rules) -> Missing:
    n = number(missing.n, rules)
    if n is None or not missing.n or missing.replies is None:
        return Missing(missing.label, None, None, to_percent(missing.residents))
    known = missing.n / missing.replies
    return Missing(missing.label, n, to_percent(n / known), to_percent(missing.residents))


def _coarse(count: int, *, up: bool) -> int:
    """A number of replies to two digits, at most to ten: upwards for what is needed, downwards for what undoes.

    0 stands for fewer than 10.
    """
    step = max(10, int(10 ** (len(str(count)) - 2)))
    return (-(-count // step) if up else count // step) * step
