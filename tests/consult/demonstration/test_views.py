import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.demonstration.people import Population
from consult.demonstration.views import SHARES, side, support_code
from surveys.questions.agreement import STATES
from tests.consult.demonstration.comparing import largest_gap, shares

VIEWS = st.floats(0, 1)


def test_the_whole_population_answers_as_the_figures_say(population: Population) -> None:
    found = shares(population.support)
    assert largest_gap(found, SHARES) < 0.001
    sums = {state: sum(found[code] for code in codes) for state, codes in STATES.items()}
    assert sums == pytest.approx({"support": 0.55, "oppose": 0.30, "neither_or_unsure": 0.15}, abs=0.001)


@given(VIEWS, VIEWS)
def test_who_is_more_in_favour_never_answers_less_so(one: float, other: float) -> None:
    order = list(SHARES)
    low, high = sorted((one, other))
    assert order.index(support_code(low)) <= order.index(support_code(high))


@given(VIEWS)
def test_sides_are_the_states_of_the_questionnaire(view: float) -> None:
    state = {"for": "support", "against": "oppose", "between": "neither_or_unsure"}[side(view)]
    assert support_code(view) in STATES[state]


@pytest.mark.parametrize(
    ("trait", "less", "more"),
    [
        ("age", "16-24", "75+"),
        ("age", "25-34", "55-64"),
        ("sex", "male", "female"),
        ("ethnic_group", "african", "white_british"),
        ("district", "E07000106", "E07000109"),
    ],
)
def test_groups_differ_in_their_views(population: Population, trait: str, less: str, more: str) -> None:
    codes = population.traits[trait]
    means = [float(population.views[codes == code].mean()) for code in (less, more)]
    assert means[0] < means[1]


def test_views_are_places_in_one_order(population: Population) -> None:
    size = len(population.views)
    assert np.array_equal(np.sort(population.views), (np.arange(size) + 0.5) / size)
