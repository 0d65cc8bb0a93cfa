"""Respondents: what those who answer say about themselves, in the words of the questionnaire."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from consult.demonstration.chance import pick
from consult.demonstration.people import Population, ethnicities
from consult.demonstration.turnout import OPEN_LINK, PAPER, PARTNER_LINK, RANDOM_INVITATION, choose

NOT_SAID = "not_said"
SAYS_NOTHING = 0.05
LEFT_OUT = 0.02
PREFERS_NOT = {"ethnic_group": 0.04, "religion": 0.07, "sexual_orientation": 0.07}
USUALLY_PREFERS_NOT = 0.02

# In which way people reply, by how they were reached. Letters go to homes, an open link can be passed on.
REPLYING_AS = {
    OPEN_LINK: {
        "lives": 0.905,
        "works": 0.03,
        "studies": 0.01,
        "visits": 0.02,
        "organisation": 0.025,
        "other": 0.01,
    },
    RANDOM_INVITATION: {"lives": 0.995, "works": 0.005},
    PARTNER_LINK: {"lives": 0.95, "works": 0.03, "studies": 0.02},
    PAPER: {"lives": 1.0},
}
ELSEWHERE = {"works": 0.4, "studies": 0.3, "visits": 0.85, "other": 0.5}
UNDER_16 = 0.004
NO_FIXED_ADDRESS = 0.003

# The questionnaire has finer bands at both ends of the ages.
FINER_AGES = {"16-24": {"16-17": 0.2, "18-24": 0.8}, "75+": {"75-84": 0.75, "85+": 0.25}}

# Round figures of our own, near those of the census, for what its tables by district do not hold.
RELIGIONS = {
    "white": {"none": 0.44, "christian": 0.54, "buddhist": 0.005, "jewish": 0.005, "other": 0.01},
    "mixed": {"none": 0.48, "christian": 0.43, "muslim": 0.06, "other": 0.03},
    "asian": {
        "hindu": 0.33, "muslim": 0.22, "sikh": 0.17, "christian": 0.14, "none": 0.08, "buddhist": 0.06
    },
    "black": {"christian": 0.74, "muslim": 0.13, "none": 0.12, "other": 0.01},
    "other": {"muslim": 0.35, "christian": 0.25, "sikh": 0.15, "none": 0.2, "other": 0.05},
}  # fmt: skip
ORIENTATIONS = {
    "young": {"straight": 0.88, "gay_lesbian": 0.03, "bisexual": 0.07, "other": 0.02},
    "older": {"straight": 0.97, "gay_lesbian": 0.018, "bisexual": 0.008, "other": 0.004},
}
YOUNG = ("16-24", "25-34")
LIMITED = {"a_lot": 0.4, "a_little": 0.6}
CONDITION_WITHOUT_LIMITS = 0.09


@dataclass(frozen=True, slots=True)
class Respondent:
    """Somebody who answers: how they were reached, what they say about themselves, and their view from 0 to 1.

    Of `traits`, by question, those left unsaid are None.
    """

    arm: str
    traits: Mapping[str, str | None]
    view: float
    in_campaign: bool = False


def find_respondents(
    population: Population, arm: str, count: int, rng: np.random.Generator
) -> list[Respondent]:
    """Give those of a population who answer when reached in one way."""
    groups = ethnicities()
    found = []
    for row in choose(population, arm, count, rng):
        census = {name: str(codes[row]) for name, codes in population.traits.items()}
        census["ethnicity"] = groups[census["ethnic_group"]]
        traits = _where(census, arm, rng) | _withhold(_about(census, arm, rng), rng)
        found.append(Respondent(arm, traits, float(population.views[row])))
    return found


def _where(census: Mapping[str, str], arm: str, rng: np.random.Generator) -> dict[str, str | None]:
    replying_as = pick(REPLYING_AS[arm], rng)
    place = census["district"]
    if rng.random() < ELSEWHERE.get(replying_as, 0):
        place = "outside"
    elif rng.random() < NO_FIXED_ADDRESS:
        place = "no_fixed_address"
    return {"replying_as": replying_as, "place": None if rng.random() < LEFT_OUT else place}


def _about(census: Mapping[str, str], arm: str, rng: np.random.Generator) -> dict[str, str | None]:
    age = census["age"]
    finer = pick(FINER_AGES.get(age, {age: 1.0}), rng)
    return {
        "age": "under_16" if arm == OPEN_LINK and rng.random() < UNDER_16 else finer,
        "sex": census["sex"],
        "adults": census["adults"],
        "ethnic_group": census["ethnic_group"],
        **_health(census["disability"], rng),
        "religion": pick(RELIGIONS[census["ethnicity"]], rng),
        "sexual_orientation": pick(ORIENTATIONS["young" if age in YOUNG else "older"], rng),
    }


def _health(disability: str, rng: np.random.Generator) -> dict[str, str | None]:
    if disability == "yes":
        return {"long_lasting_condition": "yes", "activity_restriction": pick(LIMITED, rng)}
    if rng.random() < CONDITION_WITHOUT_LIMITS:
        return {"long_lasting_condition": "yes", "activity_restriction": "not_at_all"}
    return {"long_lasting_condition": "no", "activity_restriction": None}


def _withhold(traits: Mapping[str, str | None], rng: np.random.Generator) -> dict[str, str | None]:
    """Leave some of it unsaid; some people say nothing about themselves at all."""
    if rng.random() < SAYS_NOTHING:
        return dict.fromkeys(traits)
    return {name: _tell(name, code, rng) for name, code in traits.items()}


def _tell(name: str, code: str | None, rng: np.random.Generator) -> str | None:
    if rng.random() < LEFT_OUT:
        return None
    return NOT_SAID if rng.random() < PREFERS_NOT.get(name, USUALLY_PREFERS_NOT) else code
