"""People: invented adults of Kent and Medway, drawn from the census so that their groups are in proportion."""

from dataclasses import dataclass

import numpy as np

from analysis.categories import JOINT
from analysis.population import labels, margins
from consult.demonstration.views import Codes, Numbers, Traits, draw_views, support_code, values_of

# How much more or less often people of an age are disabled than all people of their district.
DISABLED_BY_AGE = {
    "16-24": 0.75,
    "25-34": 0.65,
    "35-44": 0.75,
    "45-54": 0.95,
    "55-64": 1.25,
    "65-74": 1.50,
    "75+": 2.30,
}

# In households of how many adults people live: round figures of our own.
ADULTS = {"1": 0.19, "2": 0.52, "3": 0.18, "4": 0.08, "5+": 0.03}


@dataclass(frozen=True, slots=True)
class Population:
    """One row for each person: the codes of the census for each trait, and a view from 0 to 1."""

    traits: Traits
    views: Numbers

    @property
    def support(self) -> Codes:
        """How each would answer whether they support or oppose."""
        return np.array([support_code(view) for view in self.views])


def draw_population(size: int, rng: np.random.Generator) -> Population:
    """Draw people with their district, age, sex, ethnic group and disability."""
    district, age, sex = _draw_jointly(("district", "age", "sex"), size, rng)
    traits = {
        "district": district,
        "age": age,
        "sex": sex,
        "ethnic_group": _draw_ethnic_groups(district, rng),
        "disability": _draw_disability(district, age, rng),
        "adults": rng.choice(np.array(list(ADULTS)), size, p=list(ADULTS.values())),
    }
    return Population(traits, draw_views(traits, rng))


def ethnicities() -> dict[str, str]:
    """Give the group in five that each of the nineteen ethnic groups belongs to."""
    name = JOINT.join(("ethnic_group", "ethnicity"))
    margin = margins([name])[name]
    pairs = zip(margin.categories, margin.totals, strict=True)
    return dict(category.split(JOINT) for category, total in pairs if total)


def _draw_jointly(names: tuple[str, ...], size: int, rng: np.random.Generator) -> list[Codes]:
    name = JOINT.join(names)
    margin = margins([name])[name]
    drawn = rng.choice(len(margin.categories), size, p=list(margin.shares.values()))
    parts = np.array([category.split(JOINT) for category in margin.categories])
    return list(parts[drawn].T)


def _draw_ethnic_groups(districts: Codes, rng: np.random.Generator) -> Codes:
    groups = np.array(list(labels("ethnic_group")))
    drawn = np.empty(len(districts), groups.dtype)
    for district, shares in _shares_by_district("ethnic_group").items():
        there = districts == district
        drawn[there] = rng.choice(groups, there.sum(), p=shares)
    return drawn


def _draw_disability(districts: Codes, ages: Codes, rng: np.random.Generator) -> Codes:
    rates = {district: shares[0] for district, shares in _shares_by_district("disability").items()}
    chance = values_of(districts, rates, 0.0) * values_of(ages, DISABLED_BY_AGE, 1.0)
    return np.where(rng.random(len(ages)) < chance, "yes", "no")


def _shares_by_district(trait: str) -> dict[str, Numbers]:
    name = JOINT.join(("district", trait))
    counts = np.reshape(margins([name])[name].totals, (-1, len(labels(trait))))
    return dict(zip(labels("district"), counts / counts.sum(axis=1, keepdims=True), strict=True))
