"""A finding with only what may be printed: whole percents, rounded numbers, nothing about a few people."""

from dataclasses import replace

from analysis.disclosure.rules import RULES, Rules
from analysis.finding.bounds import Bound, Span
from analysis.finding.companions import Companion
from analysis.finding.doubts.checks import Check
from analysis.finding.doubts.tipping import Tipping
from analysis.finding.finding import Finding
from analysis.finding.participation import Missing
from analysis.finding.samples.figures import Estimate, Result, Share
from analysis.finding.waterfall import Loss, Stage

MOST_ODDS = 10.0


def disclosed(finding: Finding, rules: Rules = RULES) -> Finding:
    """The finding as it may be published; doing it twice changes nothing.

    Shares of fewer than `rules.base` replies, or with a state of fewer than `rules.minimum`, are withheld, all
    three together; percents are whole, counts multiples of `rules.rounding`. The number of all replies stays
    exact. A check is withheld, too, when it leaves out so few replies that the difference would tell of them.
    """
    sample = None if finding.sample is None else result_shown(finding.sample, rules)
    told = sample is not None and sample.shares[0].unweighted is not None
    return replace(
        finding,
        waterfall=tuple(_stage(stage, rules) for stage in finding.waterfall),
        missing=None if finding.missing is None else _missing(finding.missing, rules),
        sample=sample,
        arms=tuple(replace(way, result=result_shown(way.result, rules)) for way in finding.arms),
        chose=None if finding.chose is None else result_shown(finding.chose, rules),
        bounds=tuple(map(_bound, finding.bounds)) if told else (),
        tipping=None if finding.tipping is None else _tipping(finding.tipping, told=told),
        more=None if finding.more is None else _coarse(finding.more),
        checks=tuple(_check(check, finding.sample, rules) for check in finding.checks),
        companions=tuple(_companion(companion, rules) for companion in finding.companions),
    )


def result_shown(result: Result, rules: Rules) -> Result:
    """A result whose shares are withheld where they would tell of a few people."""
    n = _number(result.n, rules) or 0
    counts = [share.count for share in result.shares]
    told = result.n >= rules.base and all(count is not None and count >= rules.minimum for count in counts)
    return replace(
        result,
        n=n,
        missing=_percent(result.missing),
        n_eff=None if result.n_eff is None else float(_to(result.n_eff, rules.rounding)),
        deff=None if result.deff is None else round(result.deff, 1),
        shares=tuple(
            _share(share, rules) if told else Share(share.state, None, None) for share in result.shares
        ),
    )


def _share(share: Share, rules: Rules) -> Share:
    count = None if share.count is None else _to(share.count, rules.rounding)
    return Share(share.state, count, _estimate(share.unweighted), _estimate(share.weighted))


def _estimate(estimate: Estimate | None) -> Estimate | None:
    if estimate is None:
        return None
    return Estimate(_percent(estimate.p), _percent(estimate.low), _percent(estimate.high))


def _bound(bound: Bound) -> Bound:
    spans = {
        name: Span(_percent(getattr(bound, name).low), _percent(getattr(bound, name).high))
        for name in ("support", "oppose", "support_by_group", "oppose_by_group")
    }
    return Bound(bound.gamma, **spans, state=bound.state)


def _tipping(tipping: Tipping, *, told: bool) -> Tipping:
    if not told:
        return Tipping(min(tipping.odds, MOST_ODDS), None, None, None, None)
    return Tipping(
        odds=min(tipping.odds, MOST_ODDS),
        silent=None if tipping.silent is None else _percent(tipping.silent),
        correlation=None if tipping.correlation is None else round(tipping.correlation, 3),
        opposing=None if tipping.opposing is None else _coarse(tipping.opposing, up=False),
        false=None if tipping.false is None else _coarse(tipping.false, up=False),
    )


def _check(check: Check, sample: Result | None, rules: Rules) -> Check:
    shares = [share for share in (check.support, check.oppose, check.neither) if share is not None]
    left_out = sample.n - (check.n or 0) if sample is not None and check.code != "each_way" else 0
    small = not shares or (check.n or 0) < rules.base or min(shares) * (check.n or 0) < rules.minimum
    told = not small and not 0 < left_out < rules.base
    return replace(
        check,
        n=None if check.n is None else _number(check.n, rules),
        support=_percent(check.support) if told and check.support is not None else None,
        oppose=_percent(check.oppose) if told and check.oppose is not None else None,
        neither=_percent(check.neither) if told and check.neither is not None else None,
    )


def _companion(companion: Companion, rules: Rules) -> Companion:
    result = None if companion.result is None else result_shown(companion.result, rules)
    return Companion(companion.label, companion.state, companion.target, result)


def _missing(missing: Missing, rules: Rules) -> Missing:
    n = _number(missing.n, rules)
    replies = None if n is None or missing.replies is None else _percent(missing.replies)
    return Missing(missing.label, n, replies, _percent(missing.residents))


def _stage(stage: Stage, rules: Rules) -> Stage:
    losses = tuple(Loss(loss.label, _number(loss.count, rules)) for loss in stage.losses)
    return replace(stage, count=_number(stage.count, rules), losses=losses)


def _number(count: int | None, rules: Rules) -> int | None:
    return None if count is None or count < rules.minimum else _to(count, rules.rounding)


def _to(value: float, step: int) -> int:
    return int(value / step + 0.5) * step


def _coarse(count: int, *, up: bool = True) -> int:
    """A number of replies to two digits: upwards for what is needed, downwards for what is enough to undo."""
    step = max(5, int(10 ** (len(str(count)) - 2)))
    return (-(-count // step) if up else count // step) * step


def _percent(share: float) -> float:
    return int(100 * share + 0.5) / 100
