"""Figures by district as they may be printed: whole percents, no small numbers, each marked direct or modelled."""

from collections.abc import Iterable
from dataclasses import dataclass

from analysis.areas.areas import Area, Kind
from analysis.disclosure.rules import RULES, Rules
from analysis.finding.samples.figures import Estimate


@dataclass(frozen=True, slots=True)
class Span:
    """A share and its likely range, in whole percents."""

    percent: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class ShownArea:
    """A district; `n` is rounded and None for fewer than may be told, shares are None where withheld."""

    code: str
    label: str
    kind: Kind
    n: int | None
    support: Span | None
    oppose: Span | None


def shown_areas(areas: Iterable[Area], rules: Rules = RULES) -> tuple[ShownArea, ...]:
    """The districts in their order; direct shares of fewer than `rules.minimum` replies are withheld."""
    return tuple(_shown(area, rules) for area in areas)


def _shown(area: Area, rules: Rules) -> ShownArea:
    n = None if area.n < rules.minimum else int(area.n / rules.rounding + 0.5) * rules.rounding
    smallest = min(area.support.p, area.oppose.p) * area.n
    told = area.kind == "modelled" or smallest >= rules.minimum
    support, oppose = (_span(share) if told else None for share in (area.support, area.oppose))
    return ShownArea(area.code, area.label, area.kind, n, support, oppose)


def _span(share: Estimate) -> Span:
    return Span(*(int(100 * end + 0.5) for end in (share.p, share.low, share.high)))
