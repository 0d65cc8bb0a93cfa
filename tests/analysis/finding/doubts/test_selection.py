"""Allowing for who chose to answer: the tilt, the p-value that goes with it, and what would be enough."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from analysis.finding.doubts.selection import bound, enough, odds, p_value, tilt, worth
from analysis.finding.samples.figures import Estimate
from analysis.support.intervals import clopper_pearson

shares = st.floats(0.001, 0.999)
gammas = st.floats(1, 5)


def low_end(share: float, n: float, level: float) -> float:
    return float(clopper_pearson(np.array([share]), np.array([n]), level)[0][0])


@given(shares, gammas)
def test_a_tilt_divides_the_odds_and_is_undone_by_its_inverse(share: float, gamma: float) -> None:
    assert odds(tilt(share, gamma)) == pytest.approx(odds(share) / gamma)
    assert tilt(tilt(share, gamma), 1 / gamma) == pytest.approx(share)


def test_nobody_and_everybody_stay_what_they_are() -> None:
    assert (tilt(0, 2), tilt(1, 2)) == (0, 1)


@given(shares, gammas)
def test_the_range_is_what_selection_could_have_made_of_it(truth: float, gamma: float) -> None:
    seen = Estimate(tilt(truth, 1 / gamma), tilt(truth, 1 / gamma), tilt(truth, 1 / gamma))
    low, high = bound(seen, gamma)
    assert low == pytest.approx(truth)
    assert high >= truth


@given(st.lists(st.tuples(shares, st.floats(0.01, 1)), min_size=1, max_size=6), gammas)
def test_tilting_the_whole_is_never_bolder_than_tilting_each_group(
    groups: list[tuple[float, float]], gamma: float
) -> None:
    total = sum(part for _, part in groups)
    whole = sum(share * part for share, part in groups) / total
    for each in (gamma, 1 / gamma):
        grouped = sum(tilt(share, each) * part for share, part in groups) / total
        assert (grouped - tilt(whole, each)) * (each - 1) >= -1e-12


@given(st.floats(0.01, 1), st.floats(5, 5000), gammas, st.floats(0.5, 0.8))
def test_the_p_value_says_when_the_tilted_end_passes_theta(
    share: float, n: float, gamma: float, theta: float
) -> None:
    p = p_value(share, n, theta, gamma)
    assume(abs(p - 0.05) > 1e-6)
    assert (p < 0.05) == (tilt(low_end(share, n, 0.95), gamma) > theta)


def test_the_p_value_of_no_support_is_one() -> None:
    assert p_value(0, 100, 0.5, 1.25) == 1


@given(st.floats(0.51, 0.99), st.floats(1, 2))
def test_just_enough_replies_settle_it_and_fewer_do_not(share: float, gamma: float) -> None:
    n = enough(share, 0.5, gamma, 0.95)
    assert (n is None) == (tilt(share, gamma) <= 0.5)
    assume(n is not None and tilt(share, gamma) > 0.502)
    assert n is not None
    assert p_value(share, n, 0.5, gamma) < 0.05
    assert p_value(share, 0.99 * n - 1, 0.5, gamma) >= 0.05


def test_a_range_is_worth_the_random_replies_that_would_give_it() -> None:
    assert worth(Estimate(0.5, 0.4, 0.6, se=0.05), n_eff=7) == pytest.approx(100)
    assert worth(Estimate(1.0, 0.9, 1.0, se=0.0), n_eff=70) == 70
