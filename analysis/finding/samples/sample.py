"""Replies weighted as the plan says: to its targets, under its cap, with its ladder when that is refused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.cells import CellTable
from analysis.finding.facts import Arm
from analysis.finding.samples.design import ALIKE, Design, make_design
from analysis.plan.plan import Weighting
from analysis.population import Margin
from analysis.support.weighting.ladder import Climb, climb
from analysis.support.weighting.margins import rescale, sample_shares, with_unknown
from analysis.support.weighting.refusals import RakingRefused
from analysis.support.weighting.weights import Sums

Margins = dict[str, Margin]


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """Replies of people reached in one way (`kind`): `climb` has their weights, else `refusal` says why not."""

    kind: str
    arms: tuple[str, ...]
    table: CellTable
    climb: Climb | None
    refusal: str = ""
    design: Design = ALIKE

    @property
    def steps(self) -> tuple[str, ...]:
        """How replies counted before they were weighted to the population, and the steps of the ladder, in words."""
        taken = self.climb.taken if self.climb else ()
        return (*self.design.sentences, *(step.sentence for step in taken))

    @property
    def base(self) -> Sums | None:
        """The base weights of the table's cells, None where all replies count alike."""
        return self.design.base(self.table)


def draw(kind: str, arms: Sequence[Arm], table: CellTable, weighting: Weighting) -> Sample:
    """The sample of people reached in some ways with its weights, or with the sentence of their refusal."""
    codes = tuple(arm.code for arm in arms)
    try:
        design = make_design(weighting, arms, table)
        return Sample(kind, codes, table, weigh(table, weighting, design), design=design)
    except RakingRefused as refused:
        return Sample(kind, codes, table, None, refused.sentence)


def weigh(table: CellTable, weighting: Weighting, design: Design = ALIKE) -> Climb:
    """Weights to the plan's targets; raises RakingRefused when the ladder does not help either."""
    targets = {target.dimension: target.margin() for target in weighting.targets}
    ladder = [step.rung() for step in weighting.ladder]
    base = design.base(table)
    return climb(table, widened(table, rescale(targets), base), ladder, base, weighting.cap)


def widened(table: CellTable, margins: Mapping[str, Margin], base: Sums | None = None) -> Margins:
    """Groups that the population figures do not know (unknown, no fixed address) keep their own share.

    Raises RakingRefused when nobody replied.
    """
    amounts = None if base is None else base.base
    wide: Margins = {}
    for name, margin in margins.items():
        known = table.dimensions[table.axis(name)].categories
        strangers = [code for code in known if code not in margin.categories]
        wide[name] = with_unknown(margin, sample_shares(table, name, strangers, amounts))
    return wide
