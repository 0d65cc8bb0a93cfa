from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.disclosure.rules import Rules
from analysis.disclosure.summaries import guard, guard_groups
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
    assert row.counts == (110, None, None, None)
    assert [share is None for share in row.adjusted] == [False, True, True, True]
    assert row.centre is None


def test_a_small_base_shows_no_percent() -> None:
    row = guard(summary_of([12, 11, 0, 0])).rows[0]
    assert row.percents == (None,) * 4
    assert guard(summary_of([3, 2, 1, 1])).rows[0].base is None


def test_nearly_all_is_not_everybody() -> None:
    row = guard(summary_of([9_970, 12, 11, 10])).rows[0]
    assert row.percents == (99, 1, 1, 1)


@pytest.mark.parametrize("scale", ["rank", "interval"])
def test_centres_follow_from_what_is_shown(scale: str) -> None:
    summary = summary_of([112, 58, 33, 19], scale=scale)
    assert guard(summary).rows[0].centre == SCALES[scale].centre(np.array([110.0, 60, 35]), (0, 1, 2, 3))
    assert guard(summary).rows[0].centre != summary.rows[0].centre


@settings(deadline=None)
@given(rows=ROWS, scale=st.sampled_from(sorted(SCALES)))
def test_no_small_number_passes(rows: list[list[int]], scale: str) -> None:
    exact = summary_of(*rows, scale=scale)
    for row, before in zip(guard(exact).rows, exact.rows, strict=True):
        figures = [figure for figure in (*row.counts, row.base) if figure is not None]
        assert all(figure % 5 == 0 and figure >= 10 for figure in figures if before.base)
        assert all(0 < share < 100 for share in (*row.percents, *row.adjusted) if share is not None)


@settings(deadline=None, max_examples=40)
@given(rows=ROWS)
def test_groups_and_their_sum_are_guarded_together(rows: list[list[int]]) -> None:
    everybody = np.array(rows).sum(axis=0)
    guarded = guard_groups(summary_of(*rows, everybody.tolist()))
    for place, counts in enumerate(np.array([row for row in rows if any(row)] or [[0] * 4]).T):
        shown = [row.counts[place] for row in guarded.rows[:-1] if row.base]
        lone = shown.count(None) == 1 and guarded.rows[-1].counts[place] is not None
        assert not lone or counts.sum() >= 10


def test_groups_that_are_left_out_are_protected_as_well() -> None:
    guarded = guard_groups(summary_of([30, 30, 30, 30], [60, 60, 60, 60], [91, 91, 91, 91]))
    assert guarded.rows[0].base is None
    assert guarded.rows[1].base == 240


def test_guarding_twice_is_refused() -> None:
    once = guard(summary_of([112, 58, 3, 4]))
    with pytest.raises(ValueError, match="withheld before"):
        guard(once)
    with pytest.raises(ValueError, match="a row each"):
        guard_groups(replace(once, rows=summary_of([50, 50, 50, 50]).rows))
