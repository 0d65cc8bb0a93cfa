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


def test_rank_puts_the_best_mean_rank_first() -> None:
    summary = by_label(RANK, A=[50, 0, 50], B=[30, 60, 10], C=[10, 20, 70])
    assert labels_drawn(RANK, summary) == ["B", "A", "C"]
    assert RANK.describe(summary) == (
        "Ranked first most often, of those who replied: A (50 %); best mean rank: B (1.8)."
    )
    best = RANK.describe(by_label(RANK, A=[70, 30], B=[30, 70]))
    assert best == "Ranked first most often, of those who replied: A (70 %); also the best mean rank (1.3)."
    assert RANK.table(summary).headers[-1] == "Mean rank"


def test_interval_tells_the_median() -> None:
    summary = INTERVAL.summarise([tally(10, 20, 10, edges=(0, 10, 20, 40))])
    assert INTERVAL.describe(summary) == (
        "Answer given most, of those who replied: Value 2 (50 %); median answer: 15.0."
    )
    assert "median 15.0" in INTERVAL.draw(summary)["layout"]["xaxis"]["title"]["text"]


@pytest.mark.parametrize(("counts", "expected"), [((4, 0, 0), 5), ((0, 0, 4), 30), ((2, 0, 2), 10)])
def test_the_median_lies_in_its_band(counts: tuple[float, ...], expected: float) -> None:
    assert median(np.array(counts), (0, 10, 20, 40)) == expected


def test_centres_need_answers() -> None:
    assert median(np.zeros(2), (0, 1, 2)) is None
    assert median(np.array([5.0, 5.0]), ()) is None
    assert mean_rank(np.zeros(2)) is None


@given(st.lists(st.integers(0, 1000), min_size=2, max_size=8).filter(any))
def test_half_of_the_answers_lie_below_the_median(counts: list[int]) -> None:
    edges = tuple(float(edge) for edge in range(len(counts) + 1))
    middle = median(np.array(counts, dtype=float), edges)
    assert middle is not None
    whole, part = int(middle), middle - int(middle)
    below = sum(counts[:whole]) + part * (counts[whole] if whole < len(counts) else 0)
    assert below == pytest.approx(sum(counts) / 2)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=8).filter(any))
def test_the_mean_rank_lies_between_first_and_last(counts: list[int]) -> None:
    ranks = [place + 1 for place, count in enumerate(counts) if count]
    found = mean_rank(np.array(counts, dtype=float))
    assert found is not None
    assert min(ranks) - 1e-9 <= found <= max(ranks) + 1e-9
