"""Ranges of shares: known values, the two ends, and what is not known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analysis.support.intervals import (
    clopper_pearson,
    korn_graubard,
    likely_range,
    logit_interval,
    t_interval,
)
from tests.analysis.support.samples import unhurried


@unhurried
@given(st.integers(0, 60), st.integers(1, 60), st.floats(0.5, 0.999))
def test_clopper_pearson_is_the_exact_interval(yes: int, no: int, level: float) -> None:
    n = yes + no
    exact = stats.binomtest(yes, n).proportion_ci(level, method="exact")
    low, high = clopper_pearson(np.array(yes / n), np.array(float(n)), level)
    assert (float(low), float(high)) == pytest.approx((exact.low, exact.high), abs=1e-9)


@unhurried
@given(st.floats(0.01, 0.99), st.integers(2, 5000), st.floats(1, 8))
def test_korn_graubard_is_exact_for_the_replies_it_is_worth(p: float, n: int, deff: float) -> None:
    se = np.sqrt(deff * p * (1 - p) / n)
    found, wanted = korn_graubard(np.array(p), se), clopper_pearson(np.array(p), np.array(n / deff))
    np.testing.assert_allclose(found, wanted, rtol=1e-9)


@unhurried
@given(st.floats(0, 1), st.just(0.0) | st.floats(1e-6, 0.5), st.floats(0.1, 1e6))
def test_the_likely_range_is_never_a_point_and_holds_the_share(p: float, se: float, n_eff: float) -> None:
    low, high = likely_range(np.array(p), np.array(se), np.array(n_eff))
    assert 0 <= low <= p <= high <= 1
    assert low < high


@pytest.mark.parametrize("p", [0.0, 1.0])
def test_the_likely_range_of_a_certain_share_uses_what_the_replies_are_worth(p: float) -> None:
    found = likely_range(np.array(p), np.array(0.0), np.array(50.0))
    assert found == clopper_pearson(np.array(p), np.array(50.0))


def test_nothing_known_is_anything_possible() -> None:
    low, high = likely_range(np.array([np.nan, 0.5]), np.array([np.nan, np.nan]), np.array([0.0, 0.0]))
    assert (low.tolist(), high.tolist()) == ([0, 0], [1, 1])


def test_logit_and_t_intervals() -> None:
    p, se, n = np.array(0.6), np.array(0.05), np.array(41.0)
    t = stats.t.ppf(0.975, 40)
    low, high = logit_interval(p, se, n)
    assert np.log(high / (1 - high)) - np.log(low / (1 - low)) == pytest.approx(2 * t * 0.05 / 0.24)
    assert t_interval(p, se, n - 1) == pytest.approx((0.6 - t * 0.05, 0.6 + t * 0.05))


@pytest.mark.parametrize("level", [0, 1, 95])
def test_a_level_is_a_share(level: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        likely_range(np.array(0.5), np.array(0.1), np.array(10.0), level)
