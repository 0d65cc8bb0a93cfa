"""Districts: direct where enough replied, modelled elsewhere, and nearer to the truth for it."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.special import expit

from analysis.areas.areas import (
    Area,
    AreasRefused,
    district_parts,
    estimate_areas,
    make_design,
    model_shares,
    post_stratify,
)
from analysis.areas.frame import census_frame
from analysis.areas.model import fit
from analysis.arrays import FloatArray
from analysis.cells import CellTable
from analysis.disclosure.withheld import is_shown
from analysis.finding.replies import ANSWER, answers
from analysis.finding.samples.figures import measure
from analysis.finding.samples.sample import weigh
from tests.analysis.finding.worlds import Said, make_plan, make_replies

FRAME = census_frame()
PLAN = make_plan()
DESIGN = make_design(FRAME)


def counted(n: FloatArray, yes: FloatArray) -> CellTable:
    """A table of the frame's own cells."""
    codes = np.column_stack(np.unravel_index(np.arange(len(n)), FRAME.shape)).astype(np.intp)
    counts = np.column_stack([n, yes, n - yes, 0 * n])
    return CellTable(FRAME.dimensions, codes, counts, {"n": slice(0, 1), ANSWER: slice(1, 4)})


def by_district(*said: Said) -> dict[str, Area]:
    table = make_replies(*said)
    areas = estimate_areas(table, weigh(table, PLAN.weighting).weights, FRAME)
    return {area.label: area for area in areas}


def test_the_frame_agrees_with_the_census_tables_it_was_made_of() -> None:
    people = FRAME.people.reshape(FRAME.shape)
    targets = {target.dimension: target.margin() for target in PLAN.weighting.targets}
    for axis, name in enumerate(("district", "age", "sex")):
        others = tuple(at for at in range(4) if at != axis)
        np.testing.assert_allclose(people.sum(axis=others), targets[name].totals)
    medway = people[-1].sum(axis=(0, 1))
    assert medway[3] / medway.sum() == pytest.approx(0.0558, abs=1e-3)


def test_replies_are_counted_in_the_frame_without_those_of_unknown_groups() -> None:
    table = make_replies(Said(80, 0.5, 0.5), Said(20, 0.5, 0.5, groups={"age": "unknown"}))
    counted_in = FRAME.count(table, table.n)
    assert counted_in.sum() == 80
    young = table.where(age=["16-24"], sex=["male"])
    assert counted_in.reshape(FRAME.shape)[:, 0, 1].sum() == young.total


def test_with_many_replies_the_model_finds_what_was_put_in() -> None:
    district = np.unravel_index(np.arange(len(FRAME.people)), FRAME.shape)[0]
    truth = expit(0.2 + 0.3 * np.cos(district))
    n = np.full(len(FRAME.people), 400.0)
    found = model_shares(counted(n, n * truth), FRAME, "support")
    expected = district_parts(FRAME) @ truth
    assert [each.p for each in found] == pytest.approx(expected, abs=0.005)
    assert all(each.low < each.p < each.high for each in found)


def test_without_differences_districts_are_drawn_together() -> None:
    n = np.full(len(FRAME.people), 1.0)
    n[: len(n) // 13] = 0
    yes = np.zeros_like(n)
    yes[::2] = n[::2]
    fitted = fit(DESIGN, n, yes)
    assert np.exp(fitted.log_sd).max() < 0.5
    shares = [each.p for each in model_shares(counted(n, yes), FRAME, "support")]
    assert np.ptp(shares) < 0.05


def test_a_district_without_replies_has_the_widest_range() -> None:
    rng = np.random.default_rng(3)
    n = rng.poisson(3.0, len(FRAME.people)).astype(np.float64)
    n[: len(n) // 13] = 0
    district = np.unravel_index(np.arange(len(n)), FRAME.shape)[0]
    yes = rng.binomial(n.astype(int), expit(0.5 * np.sin(district))).astype(np.float64)
    widths = [each.high - each.low for each in model_shares(counted(n, yes), FRAME, "support")]
    assert np.argmax(widths) == 0


def test_not_knowing_the_variances_widens_the_ranges() -> None:
    rng = np.random.default_rng(5)
    n = rng.poisson(0.7, len(FRAME.people)).astype(np.float64)
    yes = rng.binomial(n.astype(int), 0.6).astype(np.float64)
    fitted = fit(DESIGN, n, yes)
    assert (np.linalg.eigvalsh(fitted.uncertainty) > 0).all()
    sure = replace(fitted, uncertainty=0 * fitted.uncertainty)
    (shares, wide), (same, narrow) = (
        post_stratify(DESIGN, each, district_parts(FRAME)) for each in (fitted, sure)
    )
    assert (shares == same).all()
    assert (wide > narrow).all()


def test_direct_figures_are_shown_from_a_hundred_replies() -> None:
    table = make_replies(Said(900, 0.6, 0.3), Said(150, 0.2, 0.7, groups={"district": "E07000105"}))
    weights = weigh(table, PLAN.weighting).weights
    ashford, *others = estimate_areas(table, weights, FRAME)
    mask = table.mask(district=["E07000105"])[None]
    expected = measure(weights, answers(table), table.n, mask, 0.95)[1]
    assert ashford.kind == "direct"
    assert (ashford.support, ashford.n) == (expected.best("support"), expected.n)
    assert {area.kind for area in others if is_shown(area.n) and area.n < 100} == {"modelled"}
    assert {area.kind for area in others if is_shown(area.n) and area.n >= 100} == {"direct"}


def test_a_few_odd_replies_move_a_modelled_district_part_of_the_way() -> None:
    areas = by_district(Said(1000, 0.6, 0.3), Said(20, 0.0, 1.0, groups={"district": "E07000111"}))
    sevenoaks = areas["Sevenoaks"]
    assert sevenoaks.kind == "modelled"
    others = [area.support.p for area in areas.values() if area.label != "Sevenoaks"]
    assert 0.4 < sevenoaks.support.p < np.mean(others)


def test_nobody_is_refused_in_words() -> None:
    with pytest.raises(AreasRefused) as refused:
        model_shares(make_replies(Said(5, 0.5, 0.5, groups={"age": "unknown"})), FRAME, "support")
    assert refused.value.sentence.startswith("Nobody answered who gave")


@pytest.mark.parametrize("support", [0.0, 1.0])
def test_everybody_of_one_mind_has_a_range_too(support: float) -> None:
    found = model_shares(make_replies(Said(300, support, 1 - support)), FRAME, "support")
    assert all(0 < each.low < each.high < 1 for each in found)
    assert all(abs(each.p - support) < 0.05 for each in found)
