"""Plain trimming holds the limits and admits what it breaks."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from analysis.support.weighting.raking import rake
from analysis.support.weighting.trimming import trim
from analysis.support.weighting.weights import Sums
from tests.analysis.support.samples import Sample, make_margins, make_table, samples, unhurried


@unhurried
@given(samples(), st.floats(1.1, 3))
def test_trimmed_weights_keep_their_sum_and_the_cap(sample: Sample, upper: float) -> None:
    weights = rake(sample.table, sample.margins)
    trimmed = trim(weights, upper)
    assert trimmed.total == pytest.approx(weights.total)
    assert trimmed.factor.max() <= upper * weights.total / weights.n * (1 + 1e-9)


@unhurried
@given(samples())
def test_trimming_breaks_the_margins_and_says_so(sample: Sample) -> None:
    weights = rake(sample.table, sample.margins)
    largest = weights.factor[sample.table.n > 0].max() / (weights.total / weights.n)
    assume(largest > 1.1)
    assert trim(weights, 1 + (largest - 1) / 2).miss > 1e-6
    assert trim(weights, largest * 1.01).miss < 1e-11


def test_once_only_may_push_others_over_the_cap() -> None:
    table = make_table(np.array([[0], [1], [2]]), np.array([[1.0, 0]] * 3), np.zeros(3), (3,))
    weights = rake(table, make_margins(table, [[0.2, 1.15, 1.65]]))
    assert trim(weights, 1.2, strict=False).factor / weights.factor.mean() == pytest.approx(
        [0.425, 1.375, 1.2]
    )
    assert trim(weights, 1.2).factor / weights.factor.mean() == pytest.approx([0.6, 1.2, 1.2])


def test_limits_that_nobody_can_keep_are_an_error() -> None:
    table = make_table(np.array([[0], [1]]), np.array([[1.0, 0]] * 2), np.zeros(2), (2,))
    weights = rake(table, make_margins(table, [[1.0, 3.0]]))
    with pytest.raises(ValueError, match="no weights lie between"):
        trim(weights, 0.4)
    uneven = rake(table, make_margins(table, [[1.0, 3.0]]), Sums(table.n, table.n, 2 * table.n))
    with pytest.raises(ValueError, match="split the cells"):
        trim(uneven, 2)
