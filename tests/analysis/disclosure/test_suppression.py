import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from analysis.arrays import FloatArray
from analysis.disclosure.line import protect_line
from analysis.disclosure.rules import RULES, Rules
from analysis.disclosure.suppression import protect
from tests.analysis.disclosure.attack import bounds

EXACT = Rules(rounding=1)
EVERY_RULES = pytest.mark.parametrize("rules", [RULES, EXACT], ids=["rounded", "exact"])
COUNTS = st.one_of(st.integers(0, 15), st.integers(0, 200)).map(float)
TABLES = arrays(np.float64, st.tuples(st.integers(1, 4), st.integers(2, 4)), elements=COUNTS)
LINES = arrays(np.float64, st.integers(2, 6), elements=COUNTS)


def hidden_cells(*rows: list[float], rules: Rules = RULES) -> list[list[bool]]:
    cells: list[list[bool]] = protect(np.array(rows, dtype=float), rules).cells.tolist()
    return cells


@EVERY_RULES
@settings(max_examples=60, deadline=None)
@given(counts=TABLES)
def test_a_hidden_small_count_may_be_nothing_and_may_be_ten(rules: Rules, counts: FloatArray) -> None:
    hidden = protect(counts, rules)
    if hidden.total:
        assert counts.sum() < rules.minimum
        return
    small = hidden.cells & (counts < rules.minimum)
    for row, column in np.argwhere(small):
        low, high = bounds(counts, hidden, (int(row), int(column)), rules)
        assert low < 0.5
        assert high > rules.minimum - 0.5


@EVERY_RULES
@settings(max_examples=60, deadline=None)
@given(counts=TABLES)
def test_nothing_small_is_shown(rules: Rules, counts: FloatArray) -> None:
    hidden = protect(counts, rules)
    somebody = counts.any(axis=1)
    assert hidden.cells[somebody][counts[somebody] < rules.minimum].all()
    assert hidden.groups[somebody][counts.sum(axis=1)[somebody] < rules.minimum].all()
    assert hidden.values[counts.sum(axis=0) < rules.minimum].all()
    assert hidden.cells[hidden.groups].all()


@given(counts=LINES)
def test_hidden_values_of_a_group_add_up_to_ten(counts: FloatArray) -> None:
    hidden = protect_line(counts)
    assert hidden[counts < 10].all()
    assert not hidden.any() or hidden.all() or counts[hidden].sum() >= 10
    assert hidden.sum() != 1


@settings(max_examples=60, deadline=None)
@given(counts=LINES)
def test_a_table_with_one_group_is_a_line(counts: FloatArray) -> None:
    assert not counts.any() or (protect(counts[None]).cells[0] == protect_line(counts)).all()


def test_large_tables_lose_nothing() -> None:
    hidden = protect(np.full((13, 5), 40.0))
    assert not hidden.cells.any()
    assert not hidden.groups.any()
    assert not hidden.values.any()


@pytest.mark.parametrize("counts", [[40, 0, 0], [40, 3, 0], [4000, 0, 0], [9, 9, 2]])
def test_a_group_never_shows_that_all_agree(counts: list[float]) -> None:
    assert hidden_cells(counts) == [[True, True, True]]


def test_a_small_cell_takes_the_cheapest_company() -> None:
    assert hidden_cells([400, 5, 12, 300]) == [[False, True, True, False]]


def test_exact_figures_need_more_company_than_rounded_ones() -> None:
    counts = np.array([[100.0, 60, 40], [120, 50, 5], [90, 70, 30]])
    assert protect(counts).cells.sum() < protect(counts, EXACT).cells.sum()


def test_a_small_group_is_hidden_with_a_second_one() -> None:
    hidden = protect(np.array([[30.0, 30, 30], [2, 1, 1], [60, 60, 60]]))
    assert hidden.groups.tolist() == [True, True, False]


def test_an_empty_group_is_nobody_to_protect() -> None:
    assert not protect(np.array([[0.0, 0, 0], [100, 50, 20]])).cells.any()


def test_cells_hidden_for_other_reasons_stay_hidden() -> None:
    kept = np.array([[True, False], [False, False]])
    assert protect(np.full((2, 2), 50.0), hidden=kept).cells[0, 0]


@pytest.mark.parametrize("counts", [np.array([1.0, 2.0]), np.array([[-1.0, 2.0]]), np.array([[np.nan, 2.0]])])
def test_what_is_not_a_table_of_counts_is_refused(counts: FloatArray) -> None:
    with pytest.raises(ValueError, match="two axes and counts"):
        protect(counts)
