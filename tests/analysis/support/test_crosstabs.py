"""The Rao-Scott test is Pearson's test when there is nothing to correct, and sees what the margins fix."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy import stats

from analysis.arrays import FloatArray
from analysis.categories import Dimension
from analysis.cells import CellTable
from analysis.population import Margin
from analysis.support.crosstabs import joint_counts, rao_scott
from analysis.support.weighting.raking import rake
from analysis.support.weighting.weights import Sums, Weights
from tests.analysis.support.samples import Sample, samples, unhurried

TABLES = arrays.arrays(np.float64, (3, 4), elements=st.integers(5, 250).map(float))


def equal_weights(counts: FloatArray) -> tuple[Weights, Sums]:
    """One cell per row of the table, all replies of the same weight."""
    table = CellTable(
        (Dimension("all", ("everyone",)),),
        np.zeros((len(counts), 1), dtype=np.intp),
        counts.sum(axis=1, keepdims=True),
        {"n": slice(0, 1)},
    )
    weights = rake(table, {"all": Margin("all", ("everyone",), (1000.0,))})
    return weights, Sums.equal(joint_counts(np.arange(len(counts)), len(counts), counts))


@unhurried
@given(TABLES)
def test_equal_weights_give_pearsons_test(counts: FloatArray) -> None:
    found, n = rao_scott(*equal_weights(counts)), counts.sum()
    pearson = stats.chi2_contingency(counts)
    assert found.chi2 == pytest.approx(pearson.statistic, rel=1e-9)
    assert found.f == pytest.approx(pearson.statistic / 6 * (n - 1) / n, rel=1e-9)
    assert found.df == pytest.approx((6, 6 * (n - 1)))
    assert found.first_order == pytest.approx(stats.chi2.sf(pearson.statistic * (n - 1) / n, 6), rel=1e-9)


@unhurried
@given(samples())
def test_rows_and_columns_may_change_places(sample: Sample) -> None:
    weights = rake(sample.table, sample.margins)
    joint = Sums.equal(
        joint_counts(sample.table.codes[:, 0], len(sample.table.dimensions[0].categories), sample.states)
    )
    turned = joint.apply(lambda sums: sums.transpose(0, 2, 1))
    if min((joint.n.sum(axis=(0, 2)) > 0).sum(), 2) == 2:
        first, second = rao_scott(weights, joint), rao_scott(weights, turned)
        assert first.f == pytest.approx(second.f, rel=1e-6)
        assert first.p_value == pytest.approx(second.p_value, rel=1e-6, abs=1e-12)


def test_rows_and_columns_without_replies_are_left_out() -> None:
    counts = np.array([[5.0, 9.0], [8.0, 3.0]])
    padded = np.array([[5.0, 0.0, 9.0], [0.0, 0.0, 0.0], [8.0, 0.0, 3.0]])
    assert rao_scott(*equal_weights(padded)).f == pytest.approx(rao_scott(*equal_weights(counts)).f)


def test_a_margin_without_groups_explains_nothing() -> None:
    weights, joint = equal_weights(np.array([[30.0, 70.0], [60.0, 40.0]]))
    fixed, raked = (rao_scott(weights, joint, raked=each) for each in (False, True))
    assert raked.f == pytest.approx(fixed.f)
    assert fixed.p_value < 1e-4


def test_one_row_or_column_cannot_be_tested() -> None:
    with pytest.raises(ValueError, match="at least two rows"):
        rao_scott(*equal_weights(np.array([[5.0, 9.0], [0.0, 0.0]])))
