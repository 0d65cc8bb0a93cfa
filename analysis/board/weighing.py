"""Weights for the board: to the census where possible, with every step and every refusal in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from analysis import population
from analysis.cells import CellTable
from analysis.population import Margin
from analysis.support.weighting.ladder import climb, default_ladder
from analysis.support.weighting.margins import rescale, sample_shares, with_unknown
from analysis.support.weighting.refusals import RakingRefused
from analysis.support.weighting.weights import Weights

RAKED = ("district", "age", "sex", "ethnicity")


@dataclass(frozen=True, slots=True, eq=False)
class Weighing:
    """Weights and the steps they took, or no weights and the sentence that says why."""

    weights: Weights | None
    steps: tuple[str, ...] = ()
    refusal: str = ""


def weigh(table: CellTable, names: Sequence[str] = RAKED) -> Weighing:
    """Rake the replies to the census by the named dimensions, coarser where the plan's ladder allows it.

    Categories that the census does not know (unknown, no fixed address) keep their own share of the replies.
    """
    try:
        margins = {name: _widened(table, margin) for name, margin in _census(tuple(names)).items()}
        climbed = climb(table, margins, default_ladder())
    except RakingRefused as refused:
        return Weighing(None, refusal=refused.sentence)
    return Weighing(climbed.weights, tuple(taken.sentence for taken in climbed.taken))


@cache
def _census(names: tuple[str, ...]) -> dict[str, Margin]:
    """The margins on one total; the census does not change while a process lives."""
    return rescale(population.margins(names))


def _widened(table: CellTable, margin: Margin) -> Margin:
    categories = table.dimensions[table.axis(margin.name)].categories
    strangers = [category for category in categories if category not in margin.categories]
    return with_unknown(margin, sample_shares(table, margin.name, strangers))
