"""Change between waves, and corrections for many questions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analysis.support.comparisons import benjamini_hochberg, compare_waves, holm
from analysis.support.estimates import estimate
from analysis.support.weighting.raking import rake
from tests.analysis.support.samples import Sample, samples, unhurried

P_VALUES = st.lists(st.floats(0, 1), min_size=1, max_size=12).map(np.array)


@unhurried
@given(samples(), samples())
def test_change_is_the_difference_and_never_certain(before: Sample, after: Sample) -> None:
    first, second = (estimate(rake(each.table, each.margins), each.states) for each in (before, after))
    change = compare_waves(first, second)
    assert change.difference == pytest.approx(second.p - first.p)
    assert change.se**2 == pytest.approx(first.se_fixed**2 + second.se_fixed**2)
    assert ((change.low < change.difference) & (change.difference < change.high)).all()
    assert ((change.low >= -1) & (change.high <= 1)).all()
    wanted = 2 * stats.t.sf(np.abs(change.difference / change.se), change.df)
    assert change.p_value == pytest.approx(wanted)


@unhurried
@given(samples())
def test_no_change_is_not_significant(sample: Sample) -> None:
    found = estimate(rake(sample.table, sample.margins), sample.states)
    change = compare_waves(found, found)
    assert change.p_value == pytest.approx(1)
    assert change.low == pytest.approx(-change.high)


@unhurried
@given(samples())
def test_a_change_between_certain_shares_has_a_range_but_no_test(sample: Sample) -> None:
    states = np.column_stack([np.zeros_like(sample.table.n), sample.table.n])
    found = estimate(rake(sample.table, sample.margins), states)
    change = compare_waves(found, found)
    assert np.isnan(change.t).all()
    assert np.isnan(change.p_value).all()
    assert (change.low < change.high).all()


@unhurried
@given(P_VALUES)
def test_benjamini_hochberg_agrees_with_scipy(p_values: np.ndarray) -> None:
    np.testing.assert_allclose(benjamini_hochberg(p_values), stats.false_discovery_control(p_values))


@unhurried
@given(P_VALUES)
def test_holm_lies_between_the_p_values_and_bonferroni(p_values: np.ndarray) -> None:
    adjusted = holm(p_values)
    assert ((adjusted >= p_values) & (adjusted <= np.minimum(1, len(p_values) * p_values))).all()
    order = np.argsort(p_values)
    assert (np.diff(adjusted[order]) >= 0).all()


def test_holm_by_hand() -> None:
    assert holm(np.array([0.01, 0.04, 0.03, 0.005])) == pytest.approx([0.03, 0.06, 0.06, 0.02])
