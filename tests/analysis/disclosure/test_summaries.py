import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.disclosure.rules import Rules
from analysis.disclosure.summaries import guard
from analysis.disclosure.withheld import WITHHELD, is_shown
from analysis.scales import SCALES
from analysis.scales.summary import Summary
from analysis.scales.tally import Tally

ROWS = st.lists(st.lists(st.integers(0, 300), min_size=4, max_size=4), min_size=1, max_size=4)


def summary_of(*rows: list[int], scale: str = "ordinal") -> Summary:
    codes, labels = ("1", "2", "3", "x"), ("One", "Two", "Three", "Don’t know")
    return SCALES[scale].summarise(
        [
            Tally(
                "v",
                f"Row {at}",
                codes,
                labels,
                np.array(row, float),
                frozenset("x"),
                np.array(row) + 0.5,
                (0, 1, 2, 3),
            )
            for at, row in enumerate(rows)
        ]
    )


def test_shown_figures_are_rounded_and_percents_follow_from_them() -> None:
    row = guard(summary_of([112, 58, 33, 19])).rows[0]
    assert (row.counts, row.base) == ((110, 60, 35, 20), 220)
    assert row.percents == (50, 27, 16, 9)


def test_an_auditor_sees_exact_counts() -> None:
    assert guard(summary_of([112, 58, 33, 19]), Rules(rounding=1)).rows[0].counts == (112, 58, 33, 19)


def test_small_counts_are_withheld_with_their_weighted_shares() -> None:
    row = guard(summary_of([112, 58, 3, 4])).rows[0]
    assert row.counts == (110, WITHHELD, WITHHELD, WITHHELD)
    assert [share is WITHHELD for share in row.adjusted] == [False, True, True, True]
    assert row.centre is None  # an ordinal scale has none


def test_a_small_base_shows_no_percent() -> None:
    row = guard(summary_of([12, 11, 0, 0])).rows[0]
    assert row.percents == (WITHHELD,) * 4
    assert guard(summary_of([3, 2, 1, 1])).rows[0].base is WITHHELD


def test_nearly_all_is_not_everybody() -> None:
    row = guard(summary_of([9_970, 12, 11, 10])).rows[0]
    assert row.percents == (99, 1, 1, 1)


@pytest.mark.parametrize(("scale", "told"), [("rank", "1.6"), ("interval", "One or Two")])
def test_centres_follow_from_what_is_shown(scale: str, told: str) -> None:
    """102 of 203 answers lie on One; of rounded counts it may as well be Two."""
    assert guard(summary_of([102, 72, 29, 19], scale=scale)).rows[0].centre == told


@pytest.mark.parametrize("scale", ["rank", "interval"])
def test_a_centre_of_hidden_counts_is_hidden(scale: str) -> None:
    assert guard(summary_of([112, 58, 3, 40], scale=scale)).rows[0].centre is WITHHELD
    assert guard(summary_of([12, 11, 0, 0], scale=scale)).rows[0].centre is WITHHELD


@settings(deadline=None)
@given(rows=ROWS, scale=st.sampled_from(sorted(SCALES)))
def test_no_small_number_passes(rows: list[list[int]], scale: str) -> None:
    exact = summary_of(*rows, scale=scale)
    for row, before in zip(guard(exact).rows, exact.rows, strict=True):
        figures = [figure for figure in (*row.counts, row.base) if is_shown(figure)]
        assert all(figure % 5 == 0 and figure >= 10 for figure in figures if before.base)
        assert all(0 < share < 100 for share in (*row.percents, *row.adjusted) if is_shown(share))


def test_guarding_twice_is_refused() -> None:
    once = guard(summary_of([112, 58, 3, 4]))
    with pytest.raises(ValueError, match="withheld before"):
        guard(once)
