"""Turnout: who of the invented people answers, by the way they were reached."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from consult.demonstration.people import Population
from consult.demonstration.views import values_of

OPEN_LINK = "open_link"
RANDOM_INVITATION = "random_invitation"
PARTNER_LINK = "community-centre"
PAPER = "paper"

# How likely each group is to answer, relative to the others. An open link finds those who have time, know of
# it and feel strongly; letters to random addresses are answered more evenly. A community centre reaches
# younger people, paper older ones.
ODDS: Mapping[str, Mapping[str, Mapping[str, float]]] = {
    OPEN_LINK: {
        "age": {
            "16-24": 0.14,
            "25-34": 0.50,
            "35-44": 0.85,
            "45-54": 1.15,
            "55-64": 1.55,
            "65-74": 1.65,
            "75+": 0.90,
        },
        "sex": {"male": 1.4},
        "district": {
            "E07000106": 1.8,
            "E07000116": 1.6,
            "E07000111": 1.3,
            "E07000114": 1.2,
            "E07000113": 0.7,
            "E07000109": 0.6,
            "E06000035": 0.7,
        },
        "support": {
            "strongly_oppose": 2.4,
            "tend_oppose": 1.2,
            "neither": 0.5,
            "dont_know": 0.5,
            "tend_support": 0.75,
            "strongly_support": 1.4,
        },
    },
    RANDOM_INVITATION: {
        "age": {"16-24": 0.55, "25-34": 0.75, "65-74": 1.3, "75+": 1.1},
        "sex": {"female": 1.1},
        # A letter goes to a household, where one adult of several answers.
        "adults": {"1": 1.0, "2": 1 / 2, "3": 1 / 3, "4": 1 / 4, "5+": 1 / 5},
        "support": {"neither": 0.85, "dont_know": 0.8, "strongly_support": 1.1, "strongly_oppose": 1.1},
    },
    PARTNER_LINK: {
        "age": {"16-24": 2.5, "25-34": 2.0, "65-74": 0.5, "75+": 0.3},
        "district": {"E07000109": 8.0},
        "support": {"strongly_oppose": 1.5, "tend_oppose": 1.3},
    },
    PAPER: {"age": {"16-24": 0.1, "25-34": 0.2, "65-74": 4.0, "75+": 8.0}},
}


def choose(population: Population, arm: str, count: int, rng: np.random.Generator) -> npt.NDArray[np.intp]:
    """Give the rows of those who answer, each at most once."""
    traits = {**population.traits, "support": population.support}
    odds = np.ones(len(population.views))
    for trait, table in ODDS[arm].items():
        odds *= values_of(traits[trait], table, 1.0)
    return rng.choice(len(odds), count, replace=False, p=odds / odds.sum())
