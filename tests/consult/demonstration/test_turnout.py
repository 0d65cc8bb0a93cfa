import numpy as np
import pytest

from consult.demonstration.people import Population
from consult.demonstration.turnout import OPEN_LINK, RANDOM_INVITATION, choose
from surveys.questions.agreement import OPPOSE
from tests.consult.demonstration.comparing import largest_gap, shares

FIRM = ("strongly_oppose", "strongly_support")


def chosen(population: Population, arm: str, trait: str) -> dict[str, float]:
    rows = choose(population, arm, 3_500, np.random.default_rng(2))
    codes = population.support if trait == "support" else population.traits[trait]
    return shares(codes[rows])


def test_few_under_25_answer_an_open_link(population: Population) -> None:
    assert shares(population.traits["age"])["16-24"] == pytest.approx(0.12, abs=0.01)
    assert chosen(population, OPEN_LINK, "age")["16-24"] == pytest.approx(0.02, abs=0.008)


def test_more_men_than_women_answer_an_open_link(population: Population) -> None:
    assert chosen(population, OPEN_LINK, "sex")["male"] > 0.53


def test_an_open_link_finds_some_districts_more_than_others(population: Population) -> None:
    people, found = shares(population.traits["district"]), chosen(population, OPEN_LINK, "district")
    assert found["E07000106"] > 1.3 * people["E07000106"]
    assert found["E06000035"] < 0.8 * people["E06000035"]


def test_firm_views_and_opposition_answer_an_open_link_more(population: Population) -> None:
    people, found = shares(population.support), chosen(population, OPEN_LINK, "support")
    assert sum(found[code] for code in FIRM) > sum(people[code] for code in FIRM) + 0.1
    more = sum(found[code] - people[code] for code in OPPOSE)
    assert 0.03 < more < 0.15


@pytest.mark.parametrize(
    ("trait", "gap"), [("age", 0.08), ("sex", 0.05), ("district", 0.03), ("support", 0.06)]
)
def test_an_invitation_is_answered_more_evenly(population: Population, trait: str, gap: float) -> None:
    codes = population.support if trait == "support" else population.traits[trait]
    assert 0 < largest_gap(chosen(population, RANDOM_INVITATION, trait), shares(codes)) < gap


def test_young_people_answer_an_invitation_more_than_an_open_link(population: Population) -> None:
    by_link, invited = (chosen(population, arm, "age")["16-24"] for arm in (OPEN_LINK, RANDOM_INVITATION))
    assert invited > 2 * by_link


@pytest.mark.parametrize("arm", [OPEN_LINK, RANDOM_INVITATION])
def test_nobody_answers_twice(population: Population, arm: str) -> None:
    rows = choose(population, arm, 3_500, np.random.default_rng(2))
    assert len(set(rows.tolist())) == 3_500
