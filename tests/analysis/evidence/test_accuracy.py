"""Counted evidence gives exact rates with both denominators; what was not counted is said to be so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from analysis.evidence.accuracy import describe, measure_counts, measure_entry, rate
from analysis.evidence.register import Counts, figures_of_others


@given(st.integers(1, 400).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_a_range_ends_where_the_count_would_be_too_unlikely(counted: tuple[int, int]) -> None:
    count, of = counted
    found = rate(count, of)
    assert found
    assert found.low is not None
    assert found.high is not None
    assert found.low <= found.p == count / of <= found.high
    if count:
        assert binom.sf(count - 1, of, found.low) == pytest.approx(0.025, abs=1e-6)
    if count < of:
        assert binom.cdf(count, of, found.high) == pytest.approx(0.025, abs=1e-6)


@pytest.mark.parametrize(("count", "of"), [(None, 5), (5, None), (0, 0)])
def test_a_rate_of_nothing_is_unknown(count: int | None, of: int | None) -> None:
    assert rate(count, of) is None


def test_both_denominators_stand_together() -> None:
    london = next(entry for entry in figures_of_others().entries if entry.code == "london-2025")
    everybody, black = measure_entry(london)
    assert everybody.per_face
    assert everybody.per_alert
    assert (everybody.per_face.of, everybody.per_alert.of) == (3_147_436, 2077)
    assert everybody.per_face.count == everybody.per_alert.count == 10
    assert (black.per_face, black.per_alert) == (None, None)
    assert describe(everybody) == (
        "Wrong alerts among all faces: about 3 in 1,000,000 faces (likely range between 1 and 6 in 1,000,000 faces).",
        "Wrong alerts among all alerts: about 5 in 1,000 alerts (likely range between 2 and 9 in 1,000 alerts).",
        "People on the list who were missed: not counted.",
    )


def test_published_rates_stand_in_for_counts_without_a_range() -> None:
    tested = next(entry for entry in figures_of_others().entries if entry.code == "npl-2023-10000")
    (everybody,) = measure_entry(tested)
    assert describe(everybody) == (
        "Wrong alerts among all faces: about 17 in 100,000 faces (no counts published).",
        "Wrong alerts among all alerts: not counted.",
        "People on the list who were missed: about 11 in 100 who walked past (no counts published).",
    )


def test_no_wrong_alert_seen_is_not_none_to_be_expected() -> None:
    seen = measure_counts("x", Counts(faces=1000, false_alerts=0))
    assert describe(seen)[0] == (
        "Wrong alerts among all faces: none among 1,000; by chance it could be at most 4 in 1,000 faces."
    )
