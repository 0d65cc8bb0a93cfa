"""A finding with only what may be printed: whole percents, rounded numbers, nothing about a few people."""

from collections.abc import Mapping
from dataclasses import replace

from analysis.areas.disclosed import areas_shown
from analysis.arrays import FloatArray
from analysis.disclosure.rules import RULES, Rules
from analysis.disclosure.withheld import WITHHELD, is_shown
from analysis.finding.companions import Companion
from analysis.finding.doubts.checks import Check
from analysis.finding.doubts.checks_shown import Printed, both_orders
from analysis.finding.doubts.shown import bounds_shown, more_shown, resampled_shown, tipping_shown
from analysis.finding.finding import Finding
from analysis.finding.judgement import judged_shown
from analysis.finding.participation import Missing
from analysis.finding.rounding import number, result_shown, to_percent
from analysis.finding.rule import STOPPED, Reason, leading, tell_stopping
from analysis.finding.samples.figures import Result
from analysis.finding.waterfall import counts_shown, stages_shown

SAMPLE, CHOSE = "sample", "chose"

Held = Mapping[str, FloatArray]
"""Counts (4,) by state, those without an answer last, to print of a group in place of its own (see `publication`):
of SAMPLE, CHOSE, ways by their names and companions by their labels."""


def disclosed(finding: Finding, rules: Rules = RULES, held: Held | None = None) -> Finding:
    """The finding as it may be published; doing it twice changes nothing.

    Shares of fewer than `rules.base` replies, or with a state of fewer than `rules.minimum`, are withheld, all
    three together; those that are shown follow from rounded counts (see `rounding`), and the ranges that allow
    for selection from those shares, so that many figures tell no more than one. The number of all replies stays
    exact. A check is withheld, too, when it leaves out so few replies that the difference would tell of them.
    What follows from withheld figures (a side, a tipping point, a reason) is withheld with them; the state alone
    is always told, because it is made of at least as many replies as the gates ask for.
    """
    if finding.shown:
        return finding
    held = held or {}
    sample = _shown(finding.sample, rules, held.get(SAMPLE))
    ways = tuple(
        replace(way, result=result_shown(way.result, rules, held.get(way.name))) for way in finding.arms
    )
    stages = stages_shown(finding.waterfall, finding.replies, sample, _size(held), rules)
    side = "support" if finding.sample is None else leading(finding.sample)
    printed = Printed(finding.sample, sample, ways, side, finding.theta, frozenset(held), rules)
    checks = both_orders(map(printed.check, finding.checks))
    return replace(
        finding,
        shown=True,
        counts=counts_shown(finding.counts, finding.replies, stages, rules),
        waterfall=stages,
        missing=None if finding.missing is None else _missing(finding.missing, rules),
        sample=sample,
        arms=ways,
        chose=_shown(finding.chose, rules, held.get(CHOSE)),
        reasons=_reasons(finding, checks),
        bounds=bounds_shown(finding, sample),
        resampled=resampled_shown(finding, sample),
        tipping=tipping_shown(finding, sample),
        more=more_shown(finding, sample, rules),
        checks=checks,
        companions=tuple(_companion(each, rules, held) for each in finding.companions),
        areas=areas_shown(finding.areas, rules),
        judged=judged_shown(finding.judged, rules),
    )


def _shown(result: Result | None, rules: Rules, basis: FloatArray | None) -> Result | None:
    return None if result is None else result_shown(result, rules, basis)


def _size(held: Held) -> int | None:
    """How many replies the sample had when it was last shown, if it still shows that."""
    return round(held[SAMPLE].sum()) if SAMPLE in held else None


def _reasons(finding: Finding, checks: tuple[Check, ...]) -> tuple[Reason, ...]:
    """Checks that stopped a majority are named as far as it is told on which side they are."""
    others = tuple(reason for reason in finding.reasons if reason.code not in STOPPED)
    if len(others) == len(finding.reasons):
        return others
    pairs = zip(finding.checks, checks, strict=True)
    told = [shown for exact, shown in pairs if exact.stops and shown.agrees is not WITHHELD]
    return (*others, *tell_stopping(told, finding.theta))


def _companion(companion: Companion, rules: Rules, held: Held) -> Companion:
    """Without shares it is not told either what is found of them."""
    result = _shown(companion.result, rules, held.get(companion.label))
    told = result is None or result.tells
    return Companion(companion.label, companion.state if told else WITHHELD, companion.target, result)


def _missing(missing: Missing, rules: Rules) -> Missing:
    n = number(missing.n, rules)
    if not is_shown(n) or not is_shown(missing.n) or not is_shown(missing.replies):
        return Missing(missing.label, WITHHELD, WITHHELD, to_percent(missing.residents))
    known = missing.n / missing.replies
    return Missing(missing.label, n, to_percent(n / known), to_percent(missing.residents))
