"""Shares, standard errors and likely ranges agree with the rows behind the cells and never mislead."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.support.crosstabs import covariances
from analysis.support.estimates import Estimates, design_effect, estimate, estimate_items
from analysis.support.linearisation import Moments, linearise
from analysis.support.weighting.raking import rake, unweighted
from analysis.support.weighting.weights import Sums
from tests.analysis.support.samples import Sample, make_margins, make_table, samples, unhurried, unroll


def estimate_sample(sample: Sample, level: float = 0.95) -> Estimates:
    return estimate(rake(sample.table, sample.margins), sample.states, level=level)


def answered_by(sample: Sample, states: np.ndarray) -> Sample:
    """The same replies with other answers."""
    counts = np.column_stack([sample.table.n, states])
    return Sample(replace(sample.table, counts=counts), sample.margins)


@unhurried
@given(samples())
def test_shares_and_errors_are_those_of_the_rows(sample: Sample) -> None:
    weights = rake(sample.table, sample.margins)
    found, rows = estimate(weights, sample.states), unroll(sample, weights)
    assert found.p[0, 1] == pytest.approx(rows.share())
    assert found.se_fixed[0, 1] == pytest.approx(rows.error(rows.influence()), rel=1e-6, abs=1e-8)
    assert found.se_raked[0, 1] == pytest.approx(rows.error(rows.residuals()), rel=1e-6, abs=1e-7)
    answered = rows.weight[~np.isnan(rows.answer)]
    for n_eff, each in ((weights.n_eff, rows.weight), (found.n_eff[0, 1], answered)):
        assert n_eff == pytest.approx(each.sum() ** 2 / (each**2).sum())


@unhurried
@given(samples())
def test_states_mirror_each_other(sample: Sample) -> None:
    found = estimate_sample(sample)
    assert found.p.sum() == pytest.approx(1)
    assert found.se_fixed[0, 0] == pytest.approx(found.se_fixed[0, 1])
    assert found.low[0, 0] == pytest.approx(1 - found.high[0, 1], abs=1e-9)
    assert (found.deff >= 1 - 1e-12).all()


@unhurried
@given(samples(), st.floats(0.5, 0.999))
def test_ranges_hold_the_share_and_grow_with_the_level(sample: Sample, level: float) -> None:
    narrow, wide = estimate_sample(sample, level), estimate_sample(sample, level + 0.0009)
    assert ((narrow.low >= 0) & (narrow.high <= 1)).all()
    assert ((narrow.low <= narrow.p) & (narrow.p <= narrow.high)).all()
    assert (narrow.low < narrow.high).all()
    assert ((wide.low <= narrow.low) & (wide.high >= narrow.high)).all()


@unhurried
@given(samples(), st.integers(0, 1000))
def test_the_order_of_cells_changes_nothing(sample: Sample, seed: int) -> None:
    order = np.random.default_rng(seed).permutation(len(sample.table.n))
    table = replace(sample.table, codes=sample.table.codes[order], counts=sample.table.counts[order])
    moved, still = estimate_sample(Sample(table, sample.margins)), estimate_sample(sample)
    np.testing.assert_allclose(moved.low, still.low, rtol=1e-7)
    np.testing.assert_allclose(moved.se_raked, still.se_raked, rtol=1e-6, atol=1e-7)


@unhurried
@given(samples())
def test_splitting_every_cell_by_answer_changes_nothing(sample: Sample) -> None:
    silent = sample.table.n - sample.states.sum(axis=1)
    parts = [np.column_stack([count, *pair]) for count, pair in _apart(sample.states, silent)]
    table = replace(sample.table, codes=np.vstack([sample.table.codes] * 3), counts=np.vstack(parts))
    split, whole = estimate_sample(Sample(table, sample.margins)), estimate_sample(sample)
    np.testing.assert_allclose(split.p, whole.p, rtol=1e-9)
    np.testing.assert_allclose(split.se_fixed, whole.se_fixed, rtol=1e-6)
    np.testing.assert_allclose(split.se_raked, whole.se_raked, rtol=1e-6, atol=1e-7)


def _apart(states: np.ndarray, silent: np.ndarray) -> list[tuple[np.ndarray, tuple[np.ndarray, np.ndarray]]]:
    no, yes = states.T
    nothing = np.zeros_like(no)
    return [(no, (no, nothing)), (yes, (nothing, yes)), (silent, (nothing, nothing))]


@unhurried
@given(samples(), st.sampled_from([0, 1]))
def test_everyone_of_one_mind_still_has_a_range(sample: Sample, answer: int) -> None:
    states = np.zeros_like(sample.states)
    states[:, answer] = sample.table.n
    found = estimate_sample(answered_by(sample, states))
    assert found.p[0].tolist() == [1 - answer, answer]
    assert found.se_fixed[0, 1] == 0
    assert found.high[0, 1] - found.low[0, 1] == pytest.approx(1 - 0.025 ** (1 / found.n_eff[0, 1]))


@unhurried
@given(samples())
def test_nobody_in_the_base_says_nothing(sample: Sample) -> None:
    found = estimate_sample(answered_by(sample, np.zeros_like(sample.states)))
    assert np.isnan(found.p).all()
    assert np.isnan(found.se_fixed).all()
    assert np.isnan(found.se_raked).all()
    assert np.isnan(found.deff).all()
    assert found.n_eff.tolist() == [[0, 0]]
    assert (found.low.tolist(), found.high.tolist()) == ([[0, 0]], [[1, 1]])


@unhurried
@given(samples())
def test_domains_use_the_weights_of_everyone(sample: Sample) -> None:
    weights = rake(sample.table, sample.margins)
    everyone = np.ones((1, len(sample.table.n)), dtype=np.bool_)
    part = sample.table.mask(d0=["00"])
    found = estimate(weights, sample.states, np.vstack([everyone, part, ~everyone]))
    assert found.p[1].tolist() == found.p[0].tolist()
    inside = weights.factor[part] @ sample.states[part]
    if inside.sum() > 0:
        np.testing.assert_allclose(found.p[2], inside / inside.sum(), rtol=1e-9)
        assert found.n[2, 1] == sample.states[part].sum()
    assert np.isnan(found.p[3]).all()


@unhurried
@given(samples())
def test_a_domain_is_the_answer_with_everyone_else_silent(sample: Sample) -> None:
    weights = rake(sample.table, sample.margins)
    part = sample.table.mask(d0=["00"])
    by_mask = estimate(weights, sample.states, part[None])
    by_answer = estimate(weights, sample.states * part[:, None])
    np.testing.assert_allclose(by_mask.low[1], by_answer.low[0], rtol=1e-9)
    np.testing.assert_allclose(by_mask.se_raked[1], by_answer.se_raked[0], rtol=1e-6, atol=1e-7)


@unhurried
@given(samples())
def test_items_with_one_base_are_states(sample: Sample) -> None:
    weights = rake(sample.table, sample.margins)
    answered = sample.states.sum(axis=1, keepdims=True)
    items, states = estimate_items(weights, sample.states, answered), estimate(weights, sample.states)
    np.testing.assert_array_equal(items.p, states.p)
    np.testing.assert_array_equal(items.se_raked, states.se_raked)


@unhurried
@given(samples())
def test_items_have_their_own_bases(sample: Sample) -> None:
    weights = rake(sample.table, sample.margins)
    asked = np.column_stack([sample.states[:, 1], sample.table.n])
    found = estimate_items(weights, sample.states[:, [1, 1]], asked)
    assert found.p[0, 0] == 1
    assert found.p[0, 1] == pytest.approx(weights.factor @ sample.states[:, 1] / weights.total)
    assert found.n[0].tolist() == asked.sum(axis=0).tolist()


@unhurried
@given(samples(), st.floats(0.2, 5))
def test_base_weights_of_one_size_change_nothing(sample: Sample, size: float) -> None:
    n, states = sample.table.n, sample.states
    weights = rake(sample.table, sample.margins, Sums(n, size * n, size**2 * n))
    weighed = estimate(weights, Sums(states, size * states, size**2 * states))
    plain = estimate_sample(sample)
    np.testing.assert_allclose(weighed.p, plain.p, rtol=1e-9)
    np.testing.assert_allclose(weighed.se_raked, plain.se_raked, rtol=1e-6, atol=1e-7)
    np.testing.assert_allclose(weighed.low, plain.low, rtol=1e-6)


@unhurried
@given(samples())
def test_unweighted_shares_are_plain_ones(sample: Sample) -> None:
    found, tally = estimate(unweighted(sample.table), sample.states), sample.states.sum(axis=0)
    n, p = sample.table.total, tally / tally.sum()
    assert found.p[0] == pytest.approx(p)
    assert found.n_eff[0] == pytest.approx(tally.sum())
    assert found.se_fixed[0] == pytest.approx(np.sqrt(n / (n - 1) * p * (1 - p) / tally.sum()))
    assert found.se_raked[0] == pytest.approx(found.se_fixed[0])


@unhurried
@given(samples())
def test_covariances_have_the_variances_as_diagonal(sample: Sample) -> None:
    weights = rake(sample.table, sample.margins)
    states = Sums.equal(sample.states)
    base = states.apply(lambda sums: sums.sum(axis=1, keepdims=True))
    found = linearise(weights, Moments(base, states, states.squares))
    for raked, variances in ((False, found.fixed), (True, found.raked)):
        shares, covariance = covariances(weights, states, raked=raked)
        np.testing.assert_allclose(shares, found.mean[0])
        np.testing.assert_allclose(np.diagonal(covariance), variances[0], rtol=1e-6, atol=1e-14)


@unhurried
@given(samples())
def test_more_answers_than_replies_are_an_error(sample: Sample) -> None:
    weights = rake(sample.table, sample.margins)
    with pytest.raises(ValueError, match="more answers than replies"):
        estimate(weights, sample.table.n[:, None] + 1)
    with pytest.raises(ValueError, match="more answers than replies"):
        estimate_items(weights, sample.states + 1, sample.states)


@unhurried
@given(samples())
def test_answers_must_come_with_their_base_weights_where_these_differ_within_a_cell(sample: Sample) -> None:
    n = sample.table.n
    uneven = rake(sample.table, sample.margins, Sums(n, 2 * n, 5 * n))
    with pytest.raises(ValueError, match="base weights"):
        estimate(uneven, sample.states)
    even = rake(sample.table, sample.margins, Sums(n, 2 * n, 4 * n))
    alike = rake(sample.table, sample.margins)
    assert estimate(even, sample.states).p == pytest.approx(estimate(alike, sample.states).p, nan_ok=True)


@pytest.mark.parametrize("apart", [0.0, 1.0, 3.0])
def test_raking_explains_an_answer_that_goes_with_a_margin(apart: float) -> None:
    table = make_table(np.array([[0], [1]]), np.array([[990.0, apart], [apart, 770.0]]), np.zeros(2), (2,))
    sample = Sample(table, make_margins(table, [[1.0, 3.0]]))
    found, rows = estimate_sample(sample), unroll(sample, rake(table, sample.margins))
    assert found.se_raked[0, 1] == pytest.approx(rows.error(rows.residuals()), rel=1e-9, abs=1e-12)
    assert found.se_raked[0, 1] < found.se_fixed[0, 1] / 1.5
    assert found.low[0, 1] < found.p[0, 1] < found.high[0, 1]


def test_what_the_margins_explain_wholly_leaves_no_rounding_behind() -> None:
    table = make_table(np.array([[0], [1]]), np.array([[0.0, 1.0], [1.0, 0.0]]), np.zeros(2), (2,))
    found = estimate_sample(Sample(table, make_margins(table, [[0.55, 0.45]])))
    assert found.se_raked.tolist() == [[0, 0]]
    assert (found.low < found.high).all()


def test_one_reply_has_a_range_but_no_known_error() -> None:
    table = make_table(np.array([[0]]), np.array([[0.0, 1.0]]), np.zeros(1), (1,))
    found = estimate_sample(Sample(table, make_margins(table, [[1.0]])))
    assert (found.p[0, 1], found.n_eff[0, 1]) == (1, 1)
    assert np.isnan(found.se_fixed[0, 1])
    assert (found.low[0, 1], found.high[0, 1]) == pytest.approx((0.025, 1))


def test_the_design_effect_of_random_replies_is_one() -> None:
    p, n = np.array(0.3), np.array(101.0)
    assert design_effect(p, np.sqrt(p * (1 - p) / (n - 1)), n) == pytest.approx(1)
