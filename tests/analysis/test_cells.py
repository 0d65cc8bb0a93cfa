"""The table of cells counts what the rows say, whatever is merged, joined or left out."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.categories import Dimension, join_categories, merge_categories
from analysis.cells import CellTable, from_rows
from tests.analysis.support.samples import unhurried

DIMENSIONS = (Dimension("age", ("16-24", "25-34", "35+")), Dimension("sex", ("female", "male")))
Rows = list[tuple[int, int, int]]
ROWS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 1), st.integers(-1, 3)), min_size=1, max_size=60)


def count(rows: Rows, weight: float = 1) -> CellTable:
    table = np.array(rows, dtype=np.intp)
    amounts = np.full(len(rows), weight)
    return from_rows(DIMENSIONS, table[:, :2], {"answer": table[:, 2]}, {"answer": 4}, amounts)


@unhurried
@given(ROWS)
def test_counts_are_those_of_the_rows(rows: Rows) -> None:
    table = count(rows)
    assert table.total == len(rows)
    assert table.tally("answer").tolist() == [sum(row[2] == value for row in rows) for value in range(4)]
    assert table.margin("age").tolist() == [sum(row[0] == code for row in rows) for code in range(3)]
    assert len(table.n) == len({row[:2] for row in rows})
    assert count(rows, weight=2.5).total == 2.5 * len(rows)


@unhurried
@given(ROWS)
def test_a_breakdown_adds_up_to_the_tally(rows: Rows) -> None:
    table = count(rows)
    broken = table.breakdown("sex", "answer")
    assert broken.sum(axis=0).tolist() == table.tally("answer").tolist()
    assert broken[0, 1] == sum(row[1] == 0 and row[2] == 1 for row in rows)


@unhurried
@given(ROWS)
def test_where_keeps_the_chosen_cells_only(rows: Rows) -> None:
    chosen = count(rows).where(age=["16-24", "35+"], sex=["male"])
    assert chosen.total == sum(row[0] in {0, 2} and row[1] == 1 for row in rows)
    assert chosen.dimensions == DIMENSIONS


@unhurried
@given(ROWS)
def test_merging_moves_counts_and_keeps_rows(rows: Rows) -> None:
    table = count(rows)
    merged = table.collapse("age", {"16-34": ["16-24", "25-34"]})
    assert merged.dimensions[0].categories == ("16-34", "35+")
    assert merged.margin("age").tolist() == [table.margin("age")[:2].sum(), table.margin("age")[2]]
    assert merged.counts is table.counts


@unhurried
@given(ROWS)
def test_a_joint_dimension_counts_pairs(rows: Rows) -> None:
    joint = count(rows).combine("sex", "age")
    assert joint.dimensions[-1].name == "sex x age"
    assert joint.dimensions[-1].categories[:2] == ("female x 16-24", "female x 25-34")
    pairs = [sum(row[:2] == (age, sex) for row in rows) for sex in range(2) for age in range(3)]
    assert joint.margin("sex x age").tolist() == pairs


def test_states_add_up_groups_of_values() -> None:
    table = count([(0, 0, 0), (0, 0, 1), (0, 0, 3), (1, 1, 2)])
    assert table.states("answer", [(0, 1), (3,)]).tolist() == [[2, 1], [0, 0]]


def test_a_table_may_have_no_cells() -> None:
    table = count([(0, 0, 0)]).where(sex=["male"])
    assert table.total == 0
    assert table.margin("age").tolist() == [0, 0, 0]
    assert table.tally("answer").tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("codes", "message"),
    [
        ([[0, 2]], "a code without a category"),
        ([[0, -1]], "a code without a category"),
        ([[0]], "one column per dimension"),
        ([[0, 0], [0, 1]], "one row per cell"),
    ],
)
def test_codes_that_do_not_fit_are_an_error(codes: list[list[int]], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        replace(count([(0, 0, 0)]), codes=np.array(codes))


def test_the_first_column_counts_responses() -> None:
    with pytest.raises(ValueError, match="the first column must be 'n'"):
        replace(count([(0, 0, 0)]), columns={"answer": slice(0, 4)})


def test_unknown_names_are_an_error() -> None:
    table = count([(0, 0, 0)])
    with pytest.raises(ValueError, match="no dimension 'district'"):
        table.margin("district")
    with pytest.raises(ValueError, match="'other' is not a category of sex"):
        table.mask(sex=["other"])


def test_categories_merge_in_their_order() -> None:
    merged, lookup = merge_categories("abcd", {"bd": "bd"})
    assert merged == ("a", "bd", "c")
    assert lookup.tolist() == [0, 1, 2, 1]
    assert join_categories(["ab", "xy"]) == ("a x x", "a x y", "b x x", "b x y")


@pytest.mark.parametrize("groups", [{"x": "ae"}, {"x": "ab", "y": "bc"}])
def test_a_merge_uses_each_existing_category_once(groups: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="each existing category once"):
        merge_categories("abcd", groups)
