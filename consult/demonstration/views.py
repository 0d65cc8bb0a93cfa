"""Views: what the invented residents think of the technology, as a place in the order of all of them."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from itertools import accumulate

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.str_]
Numbers = npt.NDArray[np.float64]
Traits = Mapping[str, Codes]

# What the whole invented population would answer: 55 % support, 30 % oppose, 15 % neither or unsure. None of
# these figures was measured; they are chosen to be neither close to half nor far from it.
SHARES = {
    "strongly_oppose": 0.13,
    "tend_oppose": 0.17,
    "neither": 0.09,
    "dont_know": 0.06,
    "tend_support": 0.33,
    "strongly_support": 0.22,
}
LIMITS = tuple(accumulate(SHARES.values()))[:-1]
SIDES = {
    "strongly_oppose": "against",
    "tend_oppose": "against",
    "neither": "between",
    "dont_know": "between",
    "tend_support": "for",
    "strongly_support": "for",
}

# How far each group leans, in standard deviations of what differs from person to person.
LEANS: Mapping[str, Mapping[str, float]] = {
    "age": {
        "16-24": -0.55,
        "25-34": -0.30,
        "35-44": -0.05,
        "45-54": 0.05,
        "55-64": 0.15,
        "65-74": 0.30,
        "75+": 0.35,
    },
    "sex": {"female": 0.05, "male": -0.05},
    "adults": {"1": 0.12, "3": -0.08, "4": -0.16, "5+": -0.2},
    "ethnic_group": {
        "gypsy_or_irish_traveller": -0.7,
        "roma": -0.6,
        "white_and_black_caribbean": -0.5,
        "white_and_black_african": -0.4,
        "pakistani": -0.35,
        "bangladeshi": -0.3,
        "arab": -0.4,
        "caribbean": -0.7,
        "african": -0.4,
        "black_other": -0.6,
    },
    "district": {
        "E07000106": -0.15,
        "E07000109": 0.10,
        "E07000113": 0.10,
        "E07000114": -0.05,
        "E07000116": -0.10,
        "E06000035": 0.05,
    },
}


def draw_views(traits: Traits, rng: np.random.Generator) -> Numbers:
    """Give each person a place between 0 (the firmest opponent) and 1 (the firmest supporter)."""
    size = len(traits["district"])
    leaning = rng.normal(size=size)
    for trait, leans in LEANS.items():
        leaning += values_of(traits[trait], leans, 0.0)
    return (leaning.argsort().argsort() + 0.5) / size


def support_code(view: float) -> str:
    """Say how a person at this place answers whether they support or oppose."""
    return tuple(SHARES)[bisect_right(LIMITS, view)]


def side(view: float) -> str:
    """Give the side of a view: for, against or between."""
    return SIDES[support_code(view)]


def values_of(codes: Iterable[str], table: Mapping[str, float], default: float) -> Numbers:
    return np.array([table.get(code, default) for code in codes])
