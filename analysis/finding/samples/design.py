"""Base weights: what each reply stands for where more letters were posted to some places than to others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from analysis.cells import CellTable
from analysis.finding.facts import Arm
from analysis.finding.replies import ARM
from analysis.plan.plan import Weighting
from analysis.support.weighting import refusals
from analysis.support.weighting.weights import Sums


@dataclass(frozen=True, slots=True)
class Design:
    """The base weight of a reply by the way its sender was reached, and in words; without any all count alike."""

    weights: Mapping[str, float] = field(default_factory=dict)
    sentences: tuple[str, ...] = ()

    def base(self, table: CellTable) -> Sums | None:
        """The base weights of a table's cells, None where all replies count alike."""
        if not self.weights:
            return None
        axis = table.axis(ARM)
        by_way = np.array([self.weights.get(code, 0.0) for code in table.dimensions[axis].categories])
        each = by_way[table.codes[:, axis]]
        return Sums(table.n, each * table.n, np.square(each) * table.n)


ALIKE = Design()


def make_design(weighting: Weighting, arms: Sequence[Arm]) -> Design:
    """b_a = N_a / n_a: addresses on the list of way a, for each of its addresses that a letter was posted to.

    The lists are strata: no address is on two of them. Replies by a single way, and by ways for which the plan
    names no list, count alike. Raises RakingRefused ("design") when a list or its letters are known of some of
    the ways only. Source: Horvitz and Thompson 1952, JASA 47:663.
    """
    held = {frame.way: frame.addresses for frame in weighting.frames}
    if len(arms) < 2 or not any(arm.code in held for arm in arms):
        return ALIKE
    weights = {}
    for arm in arms:
        if arm.code not in held or not arm.drawn:
            raise refusals.undrawn(arm.label)
        weights[arm.code] = held[arm.code] / arm.drawn
    return Design(weights, tuple(_sentence(arm, weights[arm.code]) for arm in arms))


def _sentence(arm: Arm, weight: float) -> str:
    return f"Each reply by {arm.label} first counted for the {weight:,.3g} addresses for which one letter was posted."
