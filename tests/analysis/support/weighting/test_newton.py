"""Newton's method finds the weights that patient sweeps find, and never more than sweeps would give."""

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from analysis.arrays import FloatArray
from analysis.support.weighting.feasibility import smallest_cap
from analysis.support.weighting.newton import leap
from analysis.support.weighting.raking import place, rake
from analysis.support.weighting.refusals import RakingRefused
from analysis.support.weighting.weights import Placed, Sums, worst_miss
from tests.analysis.support.samples import Sample, make_margins, make_table, unhurried

seeds = st.integers(0, 10**6)


@dataclass(frozen=True, eq=False)
class Sparse:
    """A sample with few of the possible cells, and uneven base weights for it."""

    sample: Sample
    size: Sums

    @property
    def placed(self) -> tuple[Placed, ...]:
        return place(self.sample.table, self.sample.margins)

    @property
    def smallest(self) -> float:
        return smallest_cap(self.placed, self.size.n)

    def limit(self, cap: float) -> FloatArray:
        weight = self.size.base / self.size.n
        limit: FloatArray = cap * self.placed[0].margin.total / self.size.n.sum() / weight
        return limit


def draw(seed: int) -> Sparse:
    """Margins that some weights do meet, in three dimensions of up to 29 categories together."""
    rng = np.random.default_rng(seed)
    sizes = tuple(int(each) for each in rng.integers(2, 11, 3))
    codes = np.column_stack([rng.choice(size, 150, p=rng.dirichlet(np.full(size, 4.0))) for size in sizes])
    codes = np.unique(np.vstack([codes, *[np.arange(10)[:, None] % sizes]]), axis=0)
    n = rng.geometric(0.2, len(codes)).astype(np.float64)
    known = n * np.exp(0.7 * rng.normal(size=len(codes)))
    totals = [np.bincount(codes[:, axis], known).tolist() for axis in range(3)]
    table = make_table(codes.astype(np.intp), np.column_stack([n, 0 * n]), 0 * n, sizes)
    each = np.exp(0.5 * rng.normal(size=len(codes)))
    return Sparse(Sample(table, make_margins(table, totals)), Sums(n, n * each, n * each**2))


def sweep(placed: tuple[Placed, ...], base: FloatArray, limit: FloatArray, times: int) -> FloatArray:
    """Uncut factors after so many plain sweeps."""
    factor = np.ones_like(base)
    for _ in range(times):
        for each in placed:
            factor *= (each.totals / each.sums(base * np.minimum(factor, limit)))[each.codes]
    return factor


def assert_agreement(drawn: Sparse, limit: FloatArray) -> None:
    base, placed = drawn.size.base, drawn.placed
    patient = np.minimum(sweep(placed, base, limit, 3000), limit)
    assume(worst_miss(placed, patient * base)[2] < 1e-11)
    found = leap(placed, base, sweep(placed, base, limit, 5), limit)
    assume(found is not None)
    assert found is not None
    assert worst_miss(placed, found[0] * base)[2] <= 2e-12
    assert (found[0] <= limit).all()
    np.testing.assert_allclose(found[0], patient, rtol=1e-6)


@unhurried
@given(seeds)
def test_it_agrees_with_sweeps_without_a_cap(seed: int) -> None:
    drawn = draw(seed)
    assert_agreement(drawn, np.full(len(drawn.size.n), np.inf))


@unhurried
@given(seeds, st.floats(1.1, 3))
def test_it_agrees_with_sweeps_under_a_cap(seed: int, slack: float) -> None:
    drawn = draw(seed)
    assert_agreement(drawn, drawn.limit(slack * drawn.smallest))


def test_it_nearly_always_arrives_in_a_few_steps() -> None:
    steps = []
    for seed in range(100):
        drawn = draw(seed)
        limit = drawn.limit(1.2 * drawn.smallest)
        base, placed = drawn.size.base, drawn.placed
        found = leap(placed, base, sweep(placed, base, limit, 5), limit)
        steps.append(100 if found is None else found[1])
    assert np.median(steps) <= 6
    assert np.mean(np.array(steps) < 15) >= 0.95


@unhurried
@given(seeds, st.floats(1.02, 3))
def test_weights_meet_margins_and_cap_on_sparse_tables(seed: int, slack: float) -> None:
    drawn = draw(seed)
    cap = slack * drawn.smallest
    weights = rake(drawn.sample.table, drawn.sample.margins, drawn.size, cap)
    assert weights.miss < 1e-11
    assert (weights.factor <= drawn.limit(cap) * (1 + 1e-9)).all()


def tied(seed: int, ratio: float) -> Sparse:
    """Replies of the first group of d0 are all in that of d1, which has `ratio` times its people."""
    drawn = draw(seed)
    table = drawn.sample.table
    kept = (table.codes[:, 0] > 0) | (table.codes[:, 1] == 0)
    codes, n = table.codes[kept], table.n[kept]
    others = [np.bincount(column, minlength=1 + column.max()) for column in codes.T]
    assume(((codes[:, 0] > 0) & (codes[:, 1] == 0)).any())
    assume(all(each.all() for each in others))
    first = [[300.0, *(700.0 * each[1:] / each[1:].sum())] for each in others[:1]]
    second = [[300 * ratio, *((1000 - 300 * ratio) * each[1:] / each[1:].sum())] for each in others[1:2]]
    sizes = tuple(len(each) for each in others)
    tied_table = make_table(codes, np.column_stack([n, 0 * n]), 0 * n, sizes)
    margins = make_margins(tied_table, [*first, *second, others[2].tolist()])
    return Sparse(Sample(tied_table, margins), Sums.equal(n))


@pytest.mark.parametrize(("ratio", "reason"), [(0.9, "infeasible"), (1.0, "slow")])
@unhurried
@given(seed=seeds)
def test_margins_that_no_weights_meet_or_only_vanishing_ones_are_refused(
    ratio: float, reason: str, seed: int
) -> None:
    drawn = tied(seed, ratio)
    with pytest.raises(RakingRefused) as caught:
        rake(drawn.sample.table, drawn.sample.margins)
    assert caught.value.reason in {reason, "infeasible"}


@pytest.mark.parametrize(("excess", "given"), [(1e-3, True), (1e-5, True), (1e-7, False)])
def test_weights_that_come_next_to_nothing_are_left_to_the_sweeps(excess: float, *, given: bool) -> None:
    """One corner is empty, so the opposite corner has no more than the excess."""
    codes, n = np.array([[0, 0], [0, 1], [1, 1]]), np.full(3, 5.0)
    table = make_table(codes, np.column_stack([n, 0 * n]), np.zeros(3), (2, 2))
    margins = make_margins(table, [[1 + excess, 1.0], [1.0, 1 + excess]])
    corner = 1000 * excess / (2 + excess) / 5
    found = leap(place(table, margins), n, np.array([100, 2 * corner, 100]), None)
    assert (found is not None) == given
    assert found is None or found[0][1] == pytest.approx(corner)


def test_starts_that_are_no_numbers_lead_nowhere() -> None:
    drawn = draw(1)
    base = drawn.size.base
    assert leap(drawn.placed, base, np.full_like(base, np.nan), None) is None
    assert leap(drawn.placed, base, np.full_like(base, np.inf), None) is None
