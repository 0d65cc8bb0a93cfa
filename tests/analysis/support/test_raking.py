"""Raking meets its margins, depends on nothing but the counts, and refuses what cannot be done."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.categories import Dimension
from analysis.cells import CellTable
from analysis.population import Margin
from analysis.support.weighting.feasibility import smallest_cap
from analysis.support.weighting.raking import place, poststratify, rake, unweighted
from analysis.support.weighting.refusals import RakingRefused, Reason, empty_category
from analysis.support.weighting.weights import Sums, Weights
from tests.analysis.support.samples import Sample, make_margins, make_table, samples, unhurried

HALVES = [[1.0, 1.0], [1.0, 1.0]]
SQUARE = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])


def square(counts: list[float], totals: list[list[float]]) -> Sample:
    """Two dimensions of two categories; counts in the order of SQUARE."""
    table = make_table(SQUARE, np.column_stack([counts, np.zeros(4)]), np.zeros(4), (2, 2))
    return Sample(table, make_margins(table, totals))


def refused(sample: Sample, cap: float | None = None) -> RakingRefused:
    with pytest.raises(RakingRefused) as caught:
        rake(sample.table, sample.margins, cap=cap)
    return caught.value


@unhurried
@given(samples())
def test_weights_meet_every_margin(sample: Sample) -> None:
    weights = rake(sample.table, sample.margins)
    for axis, dimension in enumerate(sample.table.dimensions):
        reached = np.bincount(sample.table.codes[:, axis], weights.cells)
        np.testing.assert_allclose(reached, sample.margins[dimension.name].totals, rtol=1e-9)
    assert weights.miss < 1e-11


@unhurried
@given(samples(), st.integers(0, 1000))
def test_the_order_of_cells_changes_nothing(sample: Sample, seed: int) -> None:
    order = np.random.default_rng(seed).permutation(len(sample.table.n))
    table = replace(sample.table, codes=sample.table.codes[order], counts=sample.table.counts[order])
    moved = rake(table, sample.margins)
    np.testing.assert_allclose(moved.factor, rake(sample.table, sample.margins).factor[order], rtol=1e-9)


@unhurried
@given(samples(), st.integers(0, 3))
def test_splitting_a_cell_changes_nothing(sample: Sample, cell: int) -> None:
    counts = np.vstack([sample.table.counts, sample.table.counts[cell] / 2])
    counts[cell] /= 2
    codes = np.vstack([sample.table.codes, sample.table.codes[cell]])
    split = rake(replace(sample.table, codes=codes, counts=counts), sample.margins)
    whole = rake(sample.table, sample.margins)
    np.testing.assert_allclose(split.factor[:-1], whole.factor, rtol=1e-9)
    assert split.deff == pytest.approx(whole.deff)


@unhurried
@given(samples())
def test_only_ratios_of_base_weights_matter(sample: Sample) -> None:
    n = sample.table.n
    doubled = rake(sample.table, sample.margins, Sums(n, 2 * n, 4 * n))
    plain = rake(sample.table, sample.margins)
    np.testing.assert_allclose(doubled.cells, plain.cells, rtol=1e-9)
    assert doubled.n_eff == pytest.approx(plain.n_eff)


def test_base_weights_carry_into_the_result() -> None:
    sample = square([10, 10, 10, 10], HALVES)
    n = sample.table.n
    base = np.array([1.0, 3.0, 3.0, 1.0])
    weights = rake(sample.table, sample.margins, Sums(n, n * base, n * base**2))
    assert weights.cells == pytest.approx([125, 375, 375, 125])


@unhurried
@given(samples(), st.floats(1.2, 3))
def test_a_cap_that_can_hold_holds_together_with_the_margins(sample: Sample, slack: float) -> None:
    smallest = smallest_cap(place(sample.table, sample.margins), sample.table.n)
    weights = rake(sample.table, sample.margins, cap=slack * smallest)
    active = sample.table.n > 0
    assert weights.miss < 1e-11
    assert weights.factor[active].max() <= slack * smallest * weights.total / weights.n * (1 + 1e-9)


@unhurried
@given(samples())
def test_a_cap_that_does_not_bind_changes_nothing(sample: Sample) -> None:
    plain = rake(sample.table, sample.margins)
    np.testing.assert_array_equal(rake(sample.table, sample.margins, cap=1e6).factor, plain.factor)


def test_the_smallest_cap_is_the_largest_ratio_that_one_margin_needs() -> None:
    table = make_table(np.array([[0], [1]]), np.array([[1.0, 0.0], [3.0, 0.0]]), np.zeros(2), (2,))
    halves = make_margins(table, [[1.0, 1.0]])
    assert smallest_cap(place(table, halves), table.n) == pytest.approx(2)


@unhurried
@given(samples())
def test_a_cap_under_the_smallest_possible_is_refused(sample: Sample) -> None:
    smallest = smallest_cap(place(sample.table, sample.margins), sample.table.n)
    if smallest > 1.01:
        refusal = refused(sample, cap=0.99 * smallest)
        assert refusal.reason == "cap"
        assert refusal.miss > 0


def test_a_cap_needs_even_base_weights_within_cells() -> None:
    sample = square([10, 10, 10, 10], HALVES)
    n = sample.table.n
    with pytest.raises(ValueError, match="split the cells"):
        rake(sample.table, sample.margins, Sums(n, n, 2 * n), cap=5)


def test_poststratification_gives_each_stratum_its_total() -> None:
    sample = square([10, 20, 30, 40], HALVES)
    names = ("d0", "d1")
    joint = sample.table.combine(*names).dimensions[-1]
    margin = Margin(joint.name, joint.categories, (100.0, 200.0, 300.0, 400.0))
    assert poststratify(sample.table, margin, names).cells == pytest.approx([100, 200, 300, 400])


@pytest.mark.parametrize(
    ("counts", "totals", "reason"),
    [
        ([0, 0, 0, 0], HALVES, "nobody"),
        ([5, 5, 0, 0], HALVES, "empty"),
        ([1, 0, 0, 0], HALVES, "empty"),
        ([5, 5, 5, 5], [[1.0, 0.0], [1.0, 1.0]], "stranger"),
        ([5, 5, 0, 5], [[1.0, 1.0], [3.0, 2.0]], "infeasible"),
        ([5, 5, 0, 5], HALVES, "slow"),
    ],
)
def test_refusals(counts: list[float], totals: list[list[float]], reason: Reason) -> None:
    refusal = refused(square(counts, totals))
    assert refusal.reason == reason
    assert 0 < refusal.miss <= 1
    assert refusal.sentence[0].isupper() or refusal.sentence[0].isdigit()
    assert refusal.sentence.endswith(".")
    assert str(refusal) == refusal.sentence


def test_a_table_without_cells_is_refused() -> None:
    sample = square([1, 1, 1, 1], HALVES)
    empty = replace(sample.table, codes=sample.table.codes[:0], counts=sample.table.counts[:0])
    assert refused(Sample(empty, sample.margins)).reason == "nobody"
    with pytest.raises(RakingRefused, match="Nobody has replied"):
        unweighted(empty)


def test_no_margins_are_an_error() -> None:
    with pytest.raises(ValueError, match="at least one margin"):
        rake(square([1, 1, 1, 1], HALVES).table, {})


def test_margins_of_different_totals_are_refused() -> None:
    sample = square([5, 5, 5, 5], HALVES)
    larger = replace(sample.margins["d1"], totals=(550.0, 550.0))
    refusal = refused(Sample(sample.table, {**sample.margins, "d1": larger}))
    assert (refusal.reason, refusal.margin) == ("totals", "d1")
    assert refusal.miss == pytest.approx(0.1)
    assert "1,000" in refusal.sentence
    assert "1,100" in refusal.sentence


def test_a_category_that_the_population_does_not_have_is_named() -> None:
    sample = square([5, 5, 5, 5], HALVES)
    short = Margin("d1", ("10",), (1000.0,), labels=("Ten",))
    refusal = refused(Sample(sample.table, {**sample.margins, "d1": short}))
    assert (refusal.reason, refusal.margin, refusal.category) == ("stranger", "d1", "11")
    assert refusal.miss == pytest.approx(0.5)
    assert "50% of the replies" in refusal.sentence


def test_an_empty_category_is_named_by_its_label_with_its_share() -> None:
    sample = square([5, 5, 0, 0], [[3.0, 1.0], [1.0, 1.0]])
    worded = replace(sample.margins["d0"], labels=("Ashford", "Dover"))
    refusal = refused(Sample(sample.table, {**sample.margins, "d0": worded}))
    assert (refusal.margin, refusal.category, refusal.miss) == ("d0", "01", 0.25)
    assert refusal.sentence.startswith(
        "Everybody who replied is in the group “Ashford” (d0), which is 75% of"
    )
    among = empty_category(worded, "01", ("00", "02")).sentence
    assert among.startswith("Nobody who replied is in the group “Dover” (d0), which is 25% of the population")


def test_one_reply_can_be_weighted_only_to_one_category() -> None:
    sample = square([1, 0, 0, 0], HALVES)
    only = {"d0": Margin("d0", ("00",), (1000.0,))}
    assert rake(sample.table, only).total == pytest.approx(1000)


@pytest.mark.parametrize(("amount", "what"), [(np.nan, "counts"), (-1.0, "counts"), (np.inf, "counts")])
def test_counts_that_are_no_counts_are_refused_for_what_they_are(amount: float, what: str) -> None:
    with pytest.raises(ValueError, match=f"{what} of replies must be numbers of 0 or more"):
        Sums.equal(np.array([1.0, amount]))


@pytest.mark.parametrize("weight", [np.nan, -2.0])
def test_base_weights_that_are_none_are_refused_for_what_they_are(weight: float) -> None:
    with pytest.raises(ValueError, match="base weights must be numbers of 0 or more"):
        Sums(np.array([1.0, 1.0]), np.array([1.0, weight]), np.array([1.0, 4.0]))


def two_groups(base: list[float]) -> Weights:
    """Ten replies from each of two groups, one of each kind of base weight."""
    table = CellTable(
        (Dimension("age", ("young", "old")),),
        np.array([[0], [1]], dtype=np.intp),
        np.array([[10.0], [10.0]]),
        {"n": slice(0, 1)},
    )
    each = np.array(base)
    margin = Margin("age", ("young", "old"), (300.0, 700.0))
    return rake(table, {"age": margin}, Sums(table.n, each * table.n, each**2 * table.n))


def test_a_group_without_any_base_weight_is_refused_with_the_right_reason() -> None:
    with pytest.raises(RakingRefused, match="have a base weight of 0, so nobody speaks for it") as caught:
        two_groups([0.0, 1.0])
    assert (caught.value.reason, caught.value.category) == ("empty", "young")


def test_base_weights_stand_where_they_are_above_zero() -> None:
    assert (two_groups([3.0, 1.0]).each * 10).tolist() == pytest.approx([300, 700])
