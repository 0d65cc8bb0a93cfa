from dataclasses import replace

import pytest

from analysis.plan.plan import Family, Member
from analysis.planning.mailings import Mailing, expect, expect_groups

ALL = Mailing("everywhere", 700_000, 6_000, 0.2)
BOOST = Mailing("some places", 80_000, 3_000, 0.1, times=4)
GROUP = Member("ethnicity", ("black",), "Black residents", 100, 0.025)


def test_one_list_costs_what_weighting_costs() -> None:
    outlook = expect([ALL], 1.5)
    assert (outlook.letters, outlook.replies, outlook.worth) == (6_000, 1_200, 800)
    assert outlook.deff == 1.5


def test_a_boost_costs_some_of_the_worth_of_its_replies() -> None:
    outlook = expect([ALL, BOOST], 1.5)
    each = [(1_200, 700_000 / 6_000), (300, 80_000 / 3_000)]
    kish = sum(n * b for n, b in each) ** 2 / sum(n * b**2 for n, b in each)
    assert outlook.replies == 1_500
    assert outlook.worth == pytest.approx(kish / 1.5)
    assert 800 < outlook.worth < 1_000


def test_lists_in_proportion_cost_nothing() -> None:
    halves = [replace(ALL, label=name, addresses=350_000, letters=3_000) for name in ("a", "b")]
    assert expect(halves, 1.5).worth == pytest.approx(expect([ALL], 1.5).worth)


def test_letters_that_nobody_answers_bring_nothing() -> None:
    assert expect([replace(ALL, response=0.0)], 1.5).worth == 0
    assert expect([replace(ALL, letters=0)], 1.5).replies == 0


def test_groups_are_expected_by_their_share_and_by_what_lists_hold_of_them() -> None:
    family = Family("holm", (GROUP, replace(GROUP, label="Unknown", residents=None)), ())
    (found,) = expect_groups([ALL, BOOST], family)
    assert found.replies == pytest.approx(1_200 * 0.025 + 300 * 0.025 * 4)
    assert found.needed == 14_000  # (100 - 30) / (0.2 x 0.025)


def test_no_number_of_letters_helps_where_nobody_answers() -> None:
    (found,) = expect_groups([replace(ALL, response=0.0)], Family("holm", (GROUP,), ()))
    assert found.needed is None
