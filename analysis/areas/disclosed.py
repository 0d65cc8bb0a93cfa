"""Figures of districts with only what may be printed."""

from dataclasses import replace

from analysis.areas.areas import Area
from analysis.arrays import FloatArray
from analysis.disclosure.rules import RULES, Rules, rounded
from analysis.disclosure.withheld import is_shown
from analysis.finding.rounding import number, to_percent, to_step
from analysis.finding.samples.figures import Estimate
from analysis.vocabulary import STATES


def areas_shown(areas: tuple[Area, ...], rules: Rules = RULES) -> tuple[Area, ...]:
    """Whole percents, numbers of replies to the rounding, withheld under `rules.minimum`.

    Direct shares are told as of a rounded number of replies, modelled ones as they are: they are made of all
    replies. Ranges move with their shares.
    """
    return tuple(area_shown(area, rules) for area in areas)


def area_as_of(area: Area, now: FloatArray, before: FloatArray, rules: Rules = RULES) -> Area | None:
    """A district whose counts by state (3,) are `now`, told as of those that it showed `before`.

    A direct share moves with its range by r / sum r - x / sum x, r being the rounded counts of before and x those
    of now; a modelled one is made of all replies and stays. None where a direct share may not be told of before.
    """
    told = replace(area_shown(area, rules), n=number(round(before.sum()), rules))
    if area.kind == "modelled":
        return told
    if before.sum() < rules.base or before.min() < rules.minimum:
        return None
    shown = rounded(before, rules)
    moved = dict(zip(STATES, (shown / shown.sum() - now / now.sum()).tolist(), strict=True))
    support, oppose = _moved(area.support, moved["support"]), _moved(area.oppose, moved["oppose"])
    return replace(told, support=support, oppose=oppose)


def area_shown(area: Area, rules: Rules = RULES) -> Area:
    support, oppose = (_estimate(area, each, rules) for each in (area.support, area.oppose))
    return replace(area, n=number(area.n, rules), support=support, oppose=oppose)


def _estimate(area: Area, estimate: Estimate, rules: Rules) -> Estimate:
    shown = estimate.p
    if area.kind == "direct" and estimate.se is not None and is_shown(area.n):
        shown = to_step(estimate.p * area.n, rules.rounding) / area.n
    return _moved(estimate, shown - estimate.p)


def _moved(estimate: Estimate, by: float) -> Estimate:
    return Estimate(*(to_percent(end + by) for end in (estimate.p, estimate.low, estimate.high)))
