"""Weights for the board: those of the plan, with every step and every refusal in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.cells import CellTable
from analysis.finding.facts import Arm
from analysis.finding.samples.sample import draw
from analysis.plan.plan import Weighting
from analysis.support.weighting.weights import Weights


@dataclass(frozen=True, slots=True, eq=False)
class Weighing:
    """Weights and the steps they took, or no weights and the sentence that says why."""

    weights: Weights | None
    steps: tuple[str, ...] = ()
    refusal: str = ""


UNWEIGHTED = Weighing(None)
"""Of people who chose to reply: weights would not make them stand for anybody else."""


def weigh(kind: str, arms: Sequence[Arm], table: CellTable, weighting: Weighting) -> Weighing:
    """Weigh replies of people chosen in one way as the finding will: from lists, to targets, with cap and ladder.

    Categories that the census does not know (unknown, no fixed address) keep their own share of the replies.
    """
    sample = draw(kind, arms, table, weighting)
    weights = None if sample.climb is None else sample.climb.weights
    return Weighing(weights, sample.steps, sample.refusal)
