import numpy as np
import pytest

from analysis.population import labels, margins
from consult.demonstration.people import Population, draw_population, ethnicities
from tests.consult.demonstration.comparing import largest_gap, shares


@pytest.mark.parametrize("trait", ["district", "age", "sex", "ethnic_group", "disability"])
def test_people_are_in_proportion_to_the_census(population: Population, trait: str) -> None:
    census = margins([trait])[trait].shares
    # Disability goes by age here, and the census figure counts children, who are seldom disabled.
    tolerance = 0.04 if trait == "disability" else 0.01
    assert largest_gap(shares(population.traits[trait]), census) < tolerance


def test_ethnic_groups_differ_by_district_as_in_the_census(population: Population) -> None:
    there = population.traits["district"] == "E07000109"
    census = margins(["ethnic_group"], ["E07000109"])["ethnic_group"].shares
    assert largest_gap(shares(population.traits["ethnic_group"][there]), census) < 0.03


def test_older_people_are_more_often_disabled(population: Population) -> None:
    age, disabled = population.traits["age"], population.traits["disability"] == "yes"
    assert disabled[age == "75+"].mean() > 2 * disabled[age == "25-34"].mean()


def test_every_ethnic_group_belongs_to_one_of_five() -> None:
    assert list(ethnicities()) == list(labels("ethnic_group"))
    assert set(ethnicities().values()) == set(labels("ethnicity"))


def test_the_same_seed_draws_the_same_people() -> None:
    one, same, other = (draw_population(500, np.random.default_rng(seed)) for seed in (3, 3, 4))
    assert all(np.array_equal(one.traits[trait], same.traits[trait]) for trait in one.traits)
    assert np.array_equal(one.views, same.views)
    assert not np.array_equal(one.traits["district"], other.traits["district"])
