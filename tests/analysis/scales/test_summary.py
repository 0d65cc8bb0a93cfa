import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.disclosure.withheld import WITHHELD
from analysis.scales.summary import summarise, whole_percents
from analysis.scales.tally import Tally

CODES = ("dont_know", "a", "b")
LABELS = ("Don’t know", "A", "B")


def tally(*counts: float, weighted: list[float] | None = None) -> Tally:
    weights = None if weighted is None else np.array(weighted)
    return Tally("v", "Item", CODES, LABELS, np.array(counts), frozenset({"dont_know"}), weights)


def test_what_is_not_on_the_scale_comes_last_and_counts_in_the_base() -> None:
    summary = summarise("nominal", [tally(20, 50, 30)])
    assert [(column.code, column.apart) for column in summary.columns] == [
        ("a", False),
        ("b", False),
        ("dont_know", True),
    ]
    assert (summary.rows[0].counts, summary.rows[0].percents, summary.rows[0].base) == ((50, 30, 20),) * 2 + (
        100,
    )
    assert summary.places == 2


def test_adjusted_percents_follow_the_same_order() -> None:
    row = summarise("nominal", [tally(20, 50, 30, weighted=[10.0, 20.0, 10.0])]).rows[0]
    assert row.adjusted == (50, 25, 25)


def test_nobody_gives_no_percent() -> None:
    assert summarise("nominal", [tally(0, 0, 0)]).rows[0].percents == (WITHHELD,) * 3


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=9).filter(any))
def test_percents_are_at_most_half_a_percent_off(counts: list[int]) -> None:
    given_counts = np.array(counts, dtype=float)
    shares = np.array(whole_percents(given_counts), dtype=float)
    assert np.all(abs(shares - 100 * given_counts / given_counts.sum()) <= 0.5 + 1e-9)


def test_tallies_of_different_values_are_refused() -> None:
    other = Tally("w", "Other", ("a", "b"), ("A", "B"), np.array([1.0, 2.0]))
    with pytest.raises(ValueError, match="same values"):
        summarise("nominal", [tally(1, 2, 3), other])
    with pytest.raises(ValueError, match="at least one"):
        summarise("nominal", [])


def test_a_tally_refuses_what_does_not_fit_together() -> None:
    with pytest.raises(ValueError, match="one label"):
        Tally("v", "V", ("a", "b"), ("A",), np.array([1.0, 2.0]))
    with pytest.raises(ValueError, match="one label"):
        Tally("v", "V", ("a", "a"), ("A", "A"), np.array([1.0, 2.0]))
    with pytest.raises(ValueError, match="one edge more"):
        Tally("v", "V", ("a", "b"), ("A", "B"), np.array([1.0, 2.0]), edges=(0, 1))
