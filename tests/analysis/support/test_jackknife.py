"""The jackknife repeats raking without each reply, and agrees with theory where there is one."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from analysis.cells import CellTable
from analysis.population import Margin
from analysis.support.estimates import estimate
from analysis.support.jackknife import jackknife
from analysis.support.weighting.raking import rake
from analysis.support.weighting.refusals import RakingRefused
from analysis.support.weighting.weights import Sums
from tests.analysis.support.samples import Sample, make_margins, make_table, samples, unhurried


def one_group(no: float, yes: float) -> CellTable:
    return make_table(np.array([[0]]), np.array([[no, yes]]), np.zeros(1), (1,))


def test_without_weighting_it_is_the_textbook_error() -> None:
    table = one_group(30, 70)
    weights = rake(table, {"d0": Margin("d0", ("00",), (1000.0,))})
    found = jackknife(weights, table.values("answer"))
    assert found.p == pytest.approx([0.3, 0.7])
    assert found.se == pytest.approx([np.sqrt(0.21 / 99)] * 2)


@unhurried
@given(samples())
def test_it_is_what_leaving_out_each_reply_gives(sample: Sample) -> None:
    states = sample.states + 1
    silent = sample.table.n - sample.states.sum(axis=1)
    table = replace(sample.table, counts=np.column_stack([states.sum(axis=1) + silent, states]))
    found = jackknife(rake(table, sample.margins), states)
    shares, times = [], []
    for cell, kind in np.ndindex(len(states), 3):
        less = table.counts.copy()
        less[cell, [0] if kind == 2 else [0, 1 + kind]] -= 1
        times.append(np.append(states[cell], silent[cell])[kind])
        if times[-1] > 0:
            rest = rake(replace(table, counts=less), sample.margins)
            shares.append(estimate(rest, less[:, 1:]).p[0, 1])
    counts = np.array([each for each in times if each > 0])
    deviations = np.array(shares) - np.average(shares, weights=counts)
    wanted = (counts.sum() - 1) / counts.sum() * (counts * np.square(deviations)).sum()
    assert found.se[1] == pytest.approx(np.sqrt(wanted), rel=1e-6)


def test_a_group_of_one_reply_is_too_fragile() -> None:
    table = make_table(np.array([[0], [1]]), np.array([[1.0, 0.0], [5.0, 5.0]]), np.zeros(2), (2,))
    weights = rake(table, make_margins(table, [[1.0, 1.0]]))
    with pytest.raises(RakingRefused, match="depend on single replies") as caught:
        jackknife(weights, table.values("answer"))
    assert (caught.value.reason, caught.value.category) == ("fragile", "00")


def test_uneven_base_weights_within_a_cell_are_an_error() -> None:
    table = one_group(5, 5)
    weights = rake(table, {"d0": Margin("d0", ("00",), (1.0,))}, Sums(table.n, table.n, 2 * table.n))
    with pytest.raises(ValueError, match="split the cells"):
        jackknife(weights, table.values("answer"))
