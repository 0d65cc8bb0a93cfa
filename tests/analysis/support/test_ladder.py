"""The collapse ladder takes as few steps as it must, reports each, and gives up honestly."""

import numpy as np
import pytest

from analysis import population
from analysis.categories import Dimension
from analysis.cells import CellTable
from analysis.population import Margin
from analysis.support.estimates import estimate
from analysis.support.weighting.ladder import LeaveOut, Merge, climb, default_ladder
from analysis.support.weighting.margins import rescale
from analysis.support.weighting.refusals import RakingRefused

CENSUS = rescale(population.margins(["district", "age", "ethnicity"]))


def replies(*absent: str) -> CellTable:
    """One reply from every combination of groups, but none from the absent ones."""
    dimensions = tuple(Dimension(name, margin.categories) for name, margin in CENSUS.items())
    codes = np.array(list(np.ndindex(*(len(each.categories) for each in dimensions))))
    groups = [[each.categories[code] for each, code in zip(dimensions, row, strict=True)] for row in codes]
    counts = np.array([[0.0 if {*row} & {*absent} else 1.0] for row in groups])
    return CellTable(dimensions, codes, counts, {"n": slice(0, 1)})


def test_no_step_is_taken_without_need() -> None:
    found = climb(replies(), CENSUS, default_ladder())
    assert found.taken == ()
    assert found.margins == CENSUS


def test_the_youngest_are_merged_first() -> None:
    found = climb(replies("16-24"), CENSUS, default_ladder())
    assert [each.sentence for each in found.taken] == [
        "Groups were merged (age): 16 to 24, 25 to 34 became 16-34."
    ]
    assert "“16 to 24” (age)" in found.taken[0].because
    assert found.margins["age"].categories[0] == "16-34"
    assert found.weights.miss < 1e-11


def test_steps_go_on_until_the_margins_can_be_met() -> None:
    found = climb(replies("E06000035", "black", "16-24"), CENSUS, default_ladder())
    assert {each.step.dimension for each in found.taken} == {"age", "district", "ethnicity"}
    assert [*found.margins] == ["district", "age"]
    assert len(found.margins["district"].categories) == 6
    assert "The replies were no longer weighted by ethnicity." in [each.sentence for each in found.taken]


def test_only_the_margin_that_was_refused_is_made_coarser() -> None:
    """A good sample that lacks an ethnic group of 1 % keeps its ages and its districts."""
    found = climb(replies("other"), CENSUS, default_ladder())
    assert [each.step for each in found.taken] == [LeaveOut("ethnicity")]
    assert found.margins["age"] == CENSUS["age"]
    assert found.margins["district"] == CENSUS["district"]


def test_a_step_that_did_not_help_is_undone() -> None:
    """Two ages that nobody has need both steps on age at first; the coarser one alone would have done."""
    fine = Merge("age", {"16-34": ("16-24", "25-34")})
    coarse = Merge("age", {"45-64": ("45-54", "55-64")})
    wide = Merge("age", {"35-74": ("35-44", "45-64", "65-74")})
    found = climb(replies("55-64"), CENSUS, (fine, coarse, wide))
    assert [each.step for each in found.taken] == [coarse]


def test_the_rows_stay_so_that_answers_still_fit() -> None:
    table = replies("16-24")
    found = climb(table, CENSUS, default_ladder())
    assert len(found.table.n) == len(table.n)
    assert estimate(found.weights, table.counts).p.tolist() == [[1.0]]


def test_steps_on_other_dimensions_are_passed_over() -> None:
    age = {"age": CENSUS["age"]}
    ladder = (LeaveOut("sex"), Merge("age", {"16-34": ("16-24", "25-34")}))
    assert [each.step for each in climb(replies("25-34"), age, ladder).taken] == [ladder[1]]


def test_when_no_step_is_left_the_last_refusal_stands() -> None:
    with pytest.raises(RakingRefused, match="75 and over") as caught:
        climb(replies("75+"), CENSUS, default_ladder())
    assert caught.value.reason == "empty"


def test_what_no_merging_mends_is_refused_at_once() -> None:
    unequal = {**CENSUS, "age": Margin("age", CENSUS["age"].categories, (1.0,) * 7)}
    with pytest.raises(RakingRefused) as caught:
        climb(replies(), unequal, (LeaveOut("age"),))
    assert caught.value.reason == "totals"
