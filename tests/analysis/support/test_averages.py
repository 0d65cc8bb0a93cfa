"""Means are shares where scores are 0 and 1, and quantiles are where the weight lies."""

import numpy as np
import pytest
from hypothesis import given

from analysis.support.averages import estimate_means, weighted_quantiles
from analysis.support.estimates import estimate
from analysis.support.weighting.raking import rake
from analysis.support.weighting.weights import Sums
from tests.analysis.support.samples import Sample, samples, unhurried

ZERO_ONE = np.array([0.0, 1.0])


@unhurried
@given(samples())
def test_means_of_zeros_and_ones_are_shares(sample: Sample) -> None:
    weights, part = rake(sample.table, sample.margins), sample.table.mask(d0=["00"])[None]
    means = estimate_means(weights, Sums.equal(sample.states), ZERO_ONE, part)
    shares = estimate(weights, sample.states, part)
    np.testing.assert_allclose(means.mean, shares.p[:, 1], atol=1e-12)
    np.testing.assert_allclose(means.se_fixed[0], shares.se_fixed[0, 1], rtol=1e-6)
    np.testing.assert_allclose(means.se_raked[0], shares.se_raked[0, 1], rtol=1e-6, atol=1e-7)
    assert means.low[0] < means.mean[0] < means.high[0]


@unhurried
@given(samples())
def test_means_follow_the_scale(sample: Sample) -> None:
    weights, states = rake(sample.table, sample.margins), Sums.equal(sample.states)
    plain = estimate_means(weights, states, ZERO_ONE)
    stretched = estimate_means(weights, states, 3 + 10 * ZERO_ONE)
    assert stretched.mean == pytest.approx(3 + 10 * plain.mean)
    assert stretched.se_fixed == pytest.approx(10 * plain.se_fixed, rel=1e-6)


@unhurried
@given(samples())
def test_equal_scores_say_nothing_about_the_spread(sample: Sample) -> None:
    found = estimate_means(rake(sample.table, sample.margins), Sums.equal(sample.states), np.zeros(2))
    assert found.mean[0] == 0
    assert np.isnan([found.low[0], found.high[0]]).all()


def test_quantiles() -> None:
    scores, amounts = np.array([5.0, 1.0, 2.0]), np.array([1.0, 1.0, 2.0])
    assert weighted_quantiles(scores, amounts, np.array([0, 0.25, 0.26, 0.75, 1.0])).tolist() == [
        1,
        1,
        2,
        2,
        5,
    ]
    with pytest.raises(ValueError, match="at least one score"):
        weighted_quantiles(scores, np.zeros(3), np.array([0.5]))


def test_a_score_without_weight_is_no_quantile() -> None:
    scores = np.array([1.0, 2.0, 3.0])
    assert weighted_quantiles(scores, np.array([0.0, 0, 1]), np.array([0, 0.5, 1])).tolist() == [3, 3, 3]
    assert weighted_quantiles(scores, np.array([1.0, 0, 0]), np.array([0, 0.5, 1])).tolist() == [1, 1, 1]


@pytest.mark.parametrize("amount", [-1.0, np.nan, np.inf])
def test_amounts_that_are_none_are_refused_for_what_they_are(amount: float) -> None:
    with pytest.raises(ValueError, match="numbers of 0 or more"):
        weighted_quantiles(np.array([1.0, 2.0]), np.array([1.0, amount]), np.array([0.5]))
