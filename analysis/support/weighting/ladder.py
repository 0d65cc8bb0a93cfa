"""The registered collapse ladder: when raking is refused, coarser groups are tried one step at a time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

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
        return table.collapse(self.dimension, self.groups), self.coarsen(margins)

    def coarsen(self, margins: Margins) -> Margins:
        return {**margins, self.dimension: margins[self.dimension].collapse(self.groups)}

    def describe(self, margins: Margins) -> str:
        label = margins[self.dimension].label
        parts = [f"{', '.join(map(label, old))} became {new}" for new, old in self.groups.items()]
        return f"Groups were merged ({self.dimension}): {'; '.join(parts)}."


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """Leave a dimension out of the weighting."""

    dimension: str

    def apply(self, table: CellTable, margins: Margins) -> tuple[CellTable, Margins]:
        return table, self.coarsen(margins)

    def coarsen(self, margins: Margins) -> Margins:
        return {name: margin for name, margin in margins.items() if name != self.dimension}

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
    """Rake; after each refusal that coarser groups can mend, take a step of the ladder and try again.

    It is the next step on the margin that was refused; where there is none, and the refusal is not that a group of
    this margin is empty, the next step of all. When weights can be made, each step that they do not need is undone.
    Steps on dimensions that are not weighted are passed over. Raises the last RakingRefused when no step is
    left or its reason is not in CURABLE, and what `rake` raises otherwise.
    """
    taken: list[tuple[Step, str]] = []
    while True:
        try:
            found = _rake(table, margins, [step for step, _ in taken], base, cap)
            break
        except RakingRefused as refused:
            step = _next(refused, [step for step in ladder if step.dimension in margins], taken)
            if step is None:
                raise
            taken.append((step, refused.sentence))
    return _without_needless(found, taken, partial(_rake, table, margins, base=base, cap=cap), margins)


def _next(refused: RakingRefused, ladder: Sequence[Step], taken: Sequence[tuple[Step, str]]) -> Step | None:
    """The step to take after a refusal, None where none would help."""
    left = [step for step in ladder if all(step is not each for each, _ in taken)]
    own = [step for step in left if step.dimension == refused.margin]
    if refused.reason not in CURABLE or (refused.reason == "empty" and not own):
        return None
    return next(iter(own or left), None)


def _rake(
    table: CellTable,
    margins: Mapping[str, Margin],
    steps: Sequence[Step],
    base: Sums | None,
    cap: float | None,
) -> Climb:
    """Weights after some steps; `taken` is left to the caller."""
    tried, current = table, dict(margins)
    for step in steps:
        tried, current = step.apply(tried, current)
    return Climb(rake(tried, current, base, cap), (), tried, current)


def _without_needless(
    found: Climb,
    taken: Sequence[tuple[Step, str]],
    again: Callable[[Sequence[Step]], Climb],
    margins: Mapping[str, Margin],
) -> Climb:
    """The climb without steps that turned out not to be needed, the others described in their order."""
    kept = list(taken)
    for each in taken if len(taken) > 1 else ():
        try:
            found, kept = (
                again([step for step, _ in kept if step is not each[0]]),
                [k for k in kept if k is not each],
            )
        except RakingRefused:
            continue
    told, current = [], dict(margins)
    for step, because in kept:
        told.append(Taken(step, step.describe(current), because))
        current = step.coarsen(current)
    return replace(found, taken=tuple(told))


def default_ladder() -> tuple[Step, ...]:
    """Merge the youngest two bands, then neighbouring districts, then leave out ethnicity."""
    return (
        Merge("age", {"16-34": ("16-24", "25-34")}),
        Merge("district", population.neighbours()),
        LeaveOut("ethnicity"),
    )
