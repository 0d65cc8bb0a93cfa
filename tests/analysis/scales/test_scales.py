"""What is particular to the scales that are drawn as bars."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.scales.binary import BINARY
from analysis.scales.interval import INTERVAL, median
from analysis.scales.nominal import NOMINAL
from analysis.scales.rank import RANK, mean_rank
from analysis.scales.scale import Scale
from analysis.scales.summary import Summary
from analysis.scales.tally import Tally


def tally(*counts: float, label: str = "Item", edges: tuple[float, ...] = ()) -> Tally:
    codes = tuple(str(place + 1) for place in range(len(counts)))
    return Tally("v", label, codes, tuple(f"Value {code}" for code in codes), np.array(counts), edges=edges)


def by_label(scale: Scale, **counts: list[float]) -> Summary:
    return scale.summarise([tally(*row, label=label) for label, row in counts.items()])


def labels_drawn(scale: Scale, summary: Summary) -> list[str]:
    axis = scale.draw(summary)["layout"]["yaxis"]["ticktext"]
    return [label.split(" (")[0] for label in axis]


def test_nominal_keeps_the_order_of_the_questionnaire() -> None:
    summary = NOMINAL.summarise([tally(10, 50, 40)])
    assert labels_drawn(NOMINAL, summary) == ["Value 1", "Value 2", "Value 3"]
    assert NOMINAL.describe(summary) == (
        "Answers given most, of those who replied: Value 2 (50 %); Value 3 (40 %)."
    )


def test_nominal_rows_name_their_first_answers() -> None:
    assert NOMINAL.describe(by_label(NOMINAL, A=[1, 3], B=[4, 0])) == (
        "Answer given most, of those who replied: for A, Value 2 (75 %); for B, Value 1 (100 %)."
    )


def test_binary_sorts_by_how_many_chose() -> None:
    summary = by_label(BINARY, A=[10, 90], B=[70, 30], C=[40, 60])
    assert labels_drawn(BINARY, summary) == ["B", "C", "A"]
    assert BINARY.describe(summary) == (
        "Share of those who replied who chose each option: highest for B (70 %); lowest for A (10 %)."
    )


def test_rank_is_ordered_by_first_places() -> None:
    summary = by_label(RANK, A=[50, 0, 50], B=[30, 60, 10], C=[10, 20, 70])
    assert labels_drawn(RANK, summary) == ["A", "B", "C"]
    assert RANK.describe(summary) == "Ranked first most often, of those who replied: A (50 %)."
    assert RANK.table(summary).headers[-1] == "Mean rank of those who ranked it"


def test_interval_tells_the_median() -> None:
    summary = INTERVAL.summarise([tally(10, 20, 10, edges=(0, 10, 20, 40))])
    assert INTERVAL.describe(summary) == (
        "Answer given most, of those who replied: Value 2 (50 %); median answer: Value 2."
    )
    assert "median Value 2" in INTERVAL.draw(summary)["layout"]["xaxis"]["title"]["text"]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [((4, 0, 0), "a"), ((0, 0, 4), "c"), ((2, 0, 2), "a to c"), ((2, 2, 0), "a or b"), ((1, 1, 1), "b")],
)
def test_the_median_is_the_band_of_the_middle_answer(counts: tuple[float, ...], expected: str) -> None:
    assert median(np.array(counts), "abc") == expected


def test_centres_need_answers() -> None:
    assert median(np.zeros(2), "ab") is None
    assert mean_rank(np.zeros(2)) is None


@given(st.lists(st.integers(0, 40), min_size=2, max_size=8).filter(any))
def test_the_median_is_that_of_all_answers_written_out(counts: list[int]) -> None:
    values = [value for value, count in enumerate(counts) for _ in range(count)]
    low, high = values[(len(values) - 1) // 2], values[len(values) // 2]
    told = median(np.array(counts, dtype=float), [str(value) for value in range(len(counts))])
    assert told is not None
    assert {told.split()[0], told.split()[-1]} == {str(low), str(high)}


@given(st.lists(st.integers(10, 90), min_size=2, max_size=8), st.data())
def test_the_median_of_rounded_counts_names_the_true_one(counts: list[int], data: st.DataObject) -> None:
    off = data.draw(st.lists(st.integers(-2, 2), min_size=len(counts), max_size=len(counts)))
    labels = [str(value) for value in range(len(counts))]
    true = median(np.array(counts, dtype=float), labels)
    told = median(np.array(counts, dtype=float) + off, labels, 2)
    assert true is not None
    assert told is not None
    assert int(told.split()[0]) <= int(true.split()[0])
    assert int(told.split()[-1]) >= int(true.split()[-1])


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=8).filter(any))
def test_the_mean_rank_lies_between_first_and_last(counts: list[int]) -> None:
    ranks = [place + 1 for place, count in enumerate(counts) if count]
    found = mean_rank(np.array(counts, dtype=float))
    assert found is not None
    assert min(ranks) - 0.05 <= float(found) <= max(ranks) + 0.05
