"""Base weights: what each reply stands for where more letters were posted to some places than to others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from analysis.cells import CellTable
from analysis.finding.facts import Arm
from analysis.finding.replies import ARM, reached
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
MANY = 10
"""From so many addresses for a letter on, tenths of them say nothing."""


def make_design(weighting: Weighting, arms: Sequence[Arm], table: CellTable) -> Design:
    """b_a = N_a / n_a: addresses on the list of way a, for each of its addresses that a letter was posted to.

    The lists are strata: no address is on two of them. Replies that came by one way alone count alike. Raises
    RakingRefused ("design") when a list or its letters are not known of a way that people replied by, and when
    nobody replied by a way whose list the plan names. Source: Horvitz and Thompson 1952, JASA 47:663.
    """
    held = {frame.way: frame.addresses for frame in weighting.frames}
    replied = [arm for arm in arms if reached(table, [arm.code]).total > 0]
    for arm in arms:
        if replied and arm.code in held and arm not in replied:
            raise refusals.unheard(arm.label)
    if len(replied) < 2:
        return ALIKE
    weights = {}
    for arm in replied:
        if arm.code not in held or not arm.drawn:
            raise refusals.undrawn(arm.label)
        weights[arm.code] = held[arm.code] / arm.drawn
    return Design(weights, tuple(_sentence(arm, weights[arm.code]) for arm in replied))


def _sentence(arm: Arm, weight: float) -> str:
    number = f"{weight:,.0f}" if weight >= MANY else f"{weight:.1f}"
    return (
        f"Each reply by {arm.label} first counted for the {number} addresses for which one letter was posted."
    )
