"""Base weights: what each reply stands for before it is weighted to the population.

Where more letters were posted to some places than to others, a reply counts for the addresses of one letter; where
one adult of a household answers for it, for the adults there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from analysis.cells import CellTable
from analysis.finding.facts import Arm
from analysis.finding.replies import ARM, reached
from analysis.finding.words.phrases import whole
from analysis.plan.plan import Households, Weighting
from analysis.support.weighting import refusals
from analysis.support.weighting.weights import Sums


@dataclass(frozen=True, slots=True)
class Design:
    """The base weight of a reply by the way its sender was reached, and in words; without any all count alike.

    `adults` are the weights of the groups of `dimension`, the numbers of adults of households.
    """

    weights: Mapping[str, float] = field(default_factory=dict)
    sentences: tuple[str, ...] = ()
    dimension: str = ""
    adults: Mapping[str, float] = field(default_factory=dict)

    def base(self, table: CellTable) -> Sums | None:
        """The base weights of a table's cells, None where all replies count alike."""
        if not self.weights and not self.adults:
            return None
        each = np.ones(len(table.codes))
        for name, weights in ((ARM, self.weights), (self.dimension, self.adults)):
            if weights:
                axis = table.axis(name)
                by_group = np.array([weights.get(code, 0.0) for code in table.dimensions[axis].categories])
                each *= by_group[table.codes[:, axis]]
        return Sums(table.n, each * table.n, np.square(each) * table.n)

    def of_persons(self) -> "Design":
        """The same without the adults of households, as if people and not households had been chosen."""
        return replace(self, sentences=self.sentences[: len(self.weights)], dimension="", adults={})


ALIKE = Design()
LETTERS = "random_invitation"
NOBODY_COUNTED = "Nobody said how many adults live in the household, so all replies count alike."
MANY = 10
"""From so many addresses for a letter on, tenths of them say nothing."""


def make_design(weighting: Weighting, arms: Sequence[Arm], table: CellTable) -> Design:
    """By the lists that addresses were drawn from, and by the adults at each where letters go to households."""
    design = _by_list(weighting, arms, table)
    houses = weighting.households
    posted = any(arm.kind == LETTERS for arm in arms)
    return design if houses is None or not posted else count_adults(houses, table, design)


def count_adults(houses: Households, table: CellTable, design: Design) -> Design:
    """A reply counts for min(adults, cap): in a household of k adults each is chosen with a chance of 1 / k.

    Where the number is not known a reply counts for as many as the others do on average, so that it moves nothing;
    where nobody gave it all count alike. Source: Gaziano 2005, Public Opinion Quarterly 69:124.
    """
    categories = table.dimensions[table.axis(houses.dimension)].categories
    numbers = {code: number for code in categories if (number := adults_of(code)) is not None}
    n = dict(zip(categories, table.margin(houses.dimension).tolist(), strict=True))
    known = sum(n[code] for code in numbers)
    if not known:
        return replace(design, sentences=(*design.sentences, NOBODY_COUNTED))
    capped = {code: float(min(number, houses.cap)) for code, number in numbers.items()}
    mean = sum(n[code] * weight for code, weight in capped.items()) / known
    weights = {code: capped.get(code, mean) for code in categories}
    said = _adults_sentence(houses, (table.total - known) / table.total, mean)
    return replace(design, sentences=(*design.sentences, said), dimension=houses.dimension, adults=weights)


def adults_of(code: str) -> int | None:
    """The number of adults that a group's code says, as in "2" and "5+"; None of a group that says none."""
    digits = code.removesuffix("+")
    return int(digits) if digits.isascii() and digits.isdigit() and int(digits) > 0 else None


def _by_list(weighting: Weighting, arms: Sequence[Arm], table: CellTable) -> Design:
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


def _adults_sentence(houses: Households, unknown: float, mean: float) -> str:
    rest = f"; where this is not known ({whole(unknown)} %), for {mean:.1f}" if whole(unknown) else ""
    return (
        f"Letters went to households and one adult of each answered, so a reply first counted for the adults who live "
        f"there, at most {houses.cap}{rest}."
    )
