"""The planner says what simulations of the whole rule, with weights and gates, found (docs/methods.md)."""

from dataclasses import replace

import pytest

from analysis.planning.power import chances, likely_span
from tests.analysis.finding.worlds import make_plan

PLAN = make_plan()
SIMULATED = [
    (0.55, 1000, 0.01),
    (0.58, 1000, 0.32),
    (0.58, 1500, 0.49),
    (0.62, 1000, 0.98),
    (0.62, 1500, 1.0),
]


@pytest.mark.parametrize(("truth", "worth", "found"), SIMULATED)
def test_majorities_are_found_as_often_as_by_the_rule_itself(truth: float, worth: int, found: float) -> None:
    (chance,) = chances(PLAN, 1.5 * worth, worth, 0.1, [truth])
    assert chance.support == pytest.approx(found, abs=0.06)


def test_at_the_line_a_majority_is_found_by_chance_in_one_of_forty_and_with_gamma_never() -> None:
    fair = replace(PLAN, rule=replace(PLAN.rule, gamma=1.0))
    (by_chance,), (cautious,) = (chances(plan, 3000, 2000, 0.0, [0.5]) for plan in (fair, PLAN))
    assert by_chance.support == pytest.approx(0.025, abs=0.01)
    assert by_chance.opposition == pytest.approx(0.025, abs=0.01)
    assert (cautious.support, cautious.opposition) == (0.0, 0.0)


def test_opposition_is_found_by_the_mirrored_rule() -> None:
    (found,) = chances(PLAN, 3000, 2000, 0.0, [0.38])
    (mirrored,) = chances(PLAN, 3000, 2000, 0.0, [0.62])
    assert found.opposition == pytest.approx(mirrored.support, abs=0.03)


@pytest.mark.parametrize(("replies", "little"), [(0, 1.0), (300, 1.0), (2000, 0.0)])
def test_too_few_replies_are_too_little_whatever_the_truth(replies: int, little: float) -> None:
    for chance in chances(PLAN, replies, replies / 1.5, 0.1):
        assert chance.too_little == pytest.approx(little, abs=0.001)
        total = chance.support + chance.opposition + chance.not_settled + chance.too_little
        assert total == pytest.approx(1)


def test_the_range_is_that_of_so_many_random_replies() -> None:
    low, high = likely_span(PLAN, 0.6, 1000)
    assert (round(low, 2), round(high, 2)) == (0.57, 0.63)
    assert likely_span(PLAN, 0.6, 0) == (0.0, 1.0)
