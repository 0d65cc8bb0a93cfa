"""Weights for the board: those of the plan, with every step and every refusal in words."""

from dataclasses import dataclass

from analysis.cells import CellTable
from analysis.finding.samples.sample import draw
from analysis.plan.plan import Weighting
from analysis.support.weighting.weights import Weights


@dataclass(frozen=True, slots=True, eq=False)
class Weighing:
    """Weights and the steps they took, or no weights and the sentence that says why."""

    weights: Weights | None
    steps: tuple[str, ...] = ()
    refusal: str = ""


def weigh(table: CellTable, weighting: Weighting) -> Weighing:
    """Weigh replies as the finding will: to the plan's targets, under its cap, with its ladder.

    Categories that the census does not know (unknown, no fixed address) keep their own share of the replies.
    """
    sample = draw("", (), table, weighting)
    weights = None if sample.climb is None else sample.climb.weights
    return Weighing(weights, sample.steps, sample.refusal)
