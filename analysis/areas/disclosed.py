"""Figures of districts with only what may be printed."""

from dataclasses import replace

from analysis.areas.areas import Area
from analysis.disclosure.rules import RULES, Rules
from analysis.finding.rounding import number, to_percent, to_step
from analysis.finding.samples.figures import Estimate


def areas_shown(areas: tuple[Area, ...], rules: Rules = RULES) -> tuple[Area, ...]:
    """Whole percents, numbers of replies to the rounding, 0 for fewer than `rules.minimum`.

    Direct shares are told as of a rounded number of replies, modelled ones as they are: they are made of all
    replies. Ranges move with their shares.
    """
    return tuple(_shown(area, rules) for area in areas)


def _shown(area: Area, rules: Rules) -> Area:
    support, oppose = (_estimate(area, each, rules) for each in (area.support, area.oppose))
    return replace(area, n=number(area.n, rules) or 0, support=support, oppose=oppose)


def _estimate(area: Area, estimate: Estimate, rules: Rules) -> Estimate:
    shown = estimate.p
    if area.kind == "direct" and estimate.se is not None:
        shown = to_step(estimate.p * area.n, rules.rounding) / area.n
    by = shown - estimate.p
    return Estimate(*(to_percent(end + by) for end in (estimate.p, estimate.low, estimate.high)))
