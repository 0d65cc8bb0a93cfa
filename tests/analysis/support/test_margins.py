"""The explicit steps before raking: each changes what it says and nothing else."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.categories import Dimension
from analysis.cells import CellTable
from analysis.population import Margin
from analysis.support.weighting.margins import drop_empty, rescale, sample_shares, with_unknown
from analysis.support.weighting.raking import rake
from analysis.support.weighting.refusals import RakingRefused
from tests.analysis.support.samples import Sample, samples, unhurried

AGE = Margin("age", ("young", "old"), (400.0, 600.0), labels=("Young", "Old"))
SEX = Margin("sex", ("female", "male", "other"), (500.0, 400.0, 110.0))


def table_of(young: int, old: int, unknown: int) -> CellTable:
    dimensions = (Dimension("age", ("young", "old", "unknown")), Dimension("sex", SEX.categories))
    codes = np.array([[0, 0], [0, 1], [1, 0], [1, 1], [2, 0]])
    counts = np.array([[young, young, old, old, unknown]], dtype=np.float64).T
    return CellTable(dimensions, codes, counts, {"n": slice(0, 1)})


def test_rescaling_keeps_shares_and_gives_one_total() -> None:
    scaled = rescale({"age": AGE, "sex": SEX})
    assert {name: each.total for name, each in scaled.items()} == pytest.approx({"age": 1000, "sex": 1000})
    assert scaled["sex"].shares == pytest.approx(SEX.shares)
    assert rescale({"age": AGE}, total=1.0)["age"].totals == (0.4, 0.6)


@unhurried
@given(st.floats(0.001, 0.6), st.floats(0, 0.39))
def test_unknown_keeps_its_share_and_the_known_theirs_among_themselves(age: float, home: float) -> None:
    margin = with_unknown(AGE, {"unknown": age, "no_fixed_address": home})
    assert margin.total == pytest.approx(1000)
    assert margin.shares["unknown"] == pytest.approx(age)
    assert margin.shares["young"] / margin.shares["old"] == pytest.approx(2 / 3)
    assert ("no_fixed_address" in margin.categories) == (home > 0)
    assert margin.label("young") == "Young"


def test_nobody_known_is_refused() -> None:
    with pytest.raises(RakingRefused, match="Nobody who replied gave their age") as caught:
        with_unknown(AGE, {"unknown": 1.0})
    assert caught.value.reason == "unknown"


def test_sample_shares_follow_base_weights() -> None:
    table = table_of(10, 20, 40)
    assert sample_shares(table, "age", ["unknown", "young"]) == {"unknown": 0.4, "young": 0.2}
    base = table.n * np.array([1, 1, 1, 1, 3])
    assert sample_shares(table, "age", ["unknown"], base)["unknown"] == pytest.approx(120 / 180)
    with pytest.raises(RakingRefused, match="Nobody has replied"):
        sample_shares(table_of(0, 0, 0), "age", ["unknown"])


def test_raking_with_unknown_leaves_its_share_as_it_was() -> None:
    table = table_of(10, 20, 40).where(sex=["female", "male"])
    margins = {"age": with_unknown(AGE, sample_shares(table, "age", ["unknown"]))}
    weights = rake(table, margins)
    assert weights.cells[table.mask(age=["unknown"])].sum() == pytest.approx(400)
    assert weights.cells[table.mask(age=["young"])].sum() == pytest.approx(240)


def test_dropping_empty_categories_reports_what_is_left() -> None:
    covered = drop_empty(table_of(10, 20, 0), {"age": AGE, "sex": SEX})
    assert covered.dropped == {"age": (), "sex": ("other",)}
    assert covered.coverage == pytest.approx({"age": 1, "sex": 900 / 1010})
    assert covered.margins["sex"].totals == pytest.approx((5000 / 9, 4000 / 9))
    assert rake(table_of(10, 20, 0), covered.margins).miss < 1e-11


def test_dropping_everything_is_refused() -> None:
    with pytest.raises(RakingRefused, match="Nobody has replied"):
        drop_empty(table_of(0, 0, 5), {"age": AGE})


@unhurried
@given(samples())
def test_dropping_nothing_changes_nothing(sample: Sample) -> None:
    covered = drop_empty(sample.table, sample.margins)
    assert set(covered.coverage.values()) == {1.0}
    for name, margin in covered.margins.items():
        assert margin.shares == pytest.approx(sample.margins[name].shares)
