"""The registered collapse ladder: when raking is refused, coarser groups are tried one step at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis import population
from analysis.cells import CellTable
from analysis.population import Margin
from analysis.support.weighting.raking import rake
from analysis.support.weighting.refusals import RakingRefused, Reason
from analysis.support.weighting.weights import Sums, Weights

CURABLE: frozenset[Reason] = frozenset({"empty", "infeasible", "slow", "cap"})
"""Reasons that coarser groups can mend."""

Margins = dict[str, Margin]


@dataclass(frozen=True, slots=True)
class Merge:
    """Merge categories of a dimension: the new name and the old ones."""

    dimension: str
    groups: Mapping[str, tuple[str, ...]]

    def apply(self, table: CellTable, margins: Margins) -> tuple[CellTable, Margins]:
        merged = margins[self.dimension].collapse(self.groups)
        return table.collapse(self.dimension, self.groups), {**margins, self.dimension: merged}

    def describe(self, margins: Margins) -> str:
        label = margins[self.dimension].label
        parts = [f"{', '.join(map(label, old))} became {new}" for new, old in self.groups.items()]
        return f"Groups were merged ({self.dimension}): {'; '.join(parts)}."


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """Leave a dimension out of the weighting."""

    dimension: str

    def apply(self, table: CellTable, margins: Margins) -> tuple[CellTable, Margins]:
        return table, {name: margin for name, margin in margins.items() if name != self.dimension}

    def describe(self, margins: Margins) -> str:
        del margins
        return f"The replies were no longer weighted by {self.dimension}."


Step = Merge | LeaveOut


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken: what was done, and the sentence of the refusal that made it necessary."""

    step: Step
    sentence: str
    because: str


@dataclass(frozen=True, slots=True, eq=False)
class Climb:
    """Weights at last, the steps they took, and the table and margins they belong to.

    The rows of the table are those it had at the start, so answers counted by cell still fit.
    """

    weights: Weights
    taken: tuple[Taken, ...]
    table: CellTable
    margins: Margins


def climb(
    table: CellTable,
    margins: Mapping[str, Margin],
    ladder: Sequence[Step],
    base: Sums | None = None,
    cap: float | None = None,
) -> Climb:
    """Rake; after each refusal that coarser groups can mend, take the next step of the ladder and try again.

    Steps on dimensions that are not weighted are passed over. Raises the last RakingRefused when no step is
    left or its reason is not in CURABLE, and what `rake` raises otherwise.
    """
    tried, current = table, dict(margins)
    steps = iter([step for step in ladder if step.dimension in current])
    taken: list[Taken] = []
    while True:
        try:
            return Climb(rake(tried, current, base, cap), tuple(taken), tried, current)
        except RakingRefused as refused:
            step = next(steps, None)
            if step is None or refused.reason not in CURABLE:
                raise
            taken.append(Taken(step, step.describe(current), refused.sentence))
            tried, current = step.apply(tried, current)


def default_ladder() -> tuple[Step, ...]:
    """Merge the youngest two bands, then neighbouring districts, then leave out ethnicity."""
    return (
        Merge("age", {"16-34": ("16-24", "25-34")}),
        Merge("district", population.neighbours()),
        LeaveOut("ethnicity"),
    )
