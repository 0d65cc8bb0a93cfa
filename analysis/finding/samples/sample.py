"""Replies weighted as the plan says: to its targets, under its cap, with its ladder when that is refused."""

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.cells import CellTable
from analysis.plan.plan import Weighting
from analysis.population import Margin
from analysis.support.weighting.ladder import Climb, climb
from analysis.support.weighting.margins import rescale, with_unknown
from analysis.support.weighting.refusals import RakingRefused, nobody

Margins = dict[str, Margin]


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """Replies of people reached in one way (`kind`): `climb` has their weights, else `refusal` says why not."""

    kind: str
    arms: tuple[str, ...]
    table: CellTable
    climb: Climb | None
    refusal: str = ""

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps of the ladder that were taken, in words."""
        return tuple(taken.sentence for taken in self.climb.taken) if self.climb else ()


def draw(kind: str, arms: tuple[str, ...], table: CellTable, weighting: Weighting) -> Sample:
    """The sample with its weights, or with the sentence of their refusal."""
    try:
        return Sample(kind, arms, table, weigh(table, weighting))
    except RakingRefused as refused:
        return Sample(kind, arms, table, None, refused.sentence)


def weigh(table: CellTable, weighting: Weighting) -> Climb:
    """Weights to the plan's targets; raises RakingRefused when the ladder does not help either."""
    targets = {target.dimension: target.margin() for target in weighting.targets}
    ladder = [step.rung() for step in weighting.ladder]
    return climb(table, widened(table, rescale(targets)), ladder, cap=weighting.cap)


def widened(table: CellTable, margins: Mapping[str, Margin]) -> Margins:
    """Groups that the population figures do not know (unknown, no fixed address) keep their own share.

    Raises RakingRefused when nobody replied.
    """
    if table.total <= 0:
        raise nobody()
    wide: Margins = {}
    for name, margin in margins.items():
        replies = zip(table.dimensions[table.axis(name)].categories, table.margin(name), strict=True)
        strangers = {code: float(n) / table.total for code, n in replies if code not in margin.categories}
        wide[name] = with_unknown(margin, strangers)
    return wide
