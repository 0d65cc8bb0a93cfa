"""Figures of districts as they may be printed."""

import numpy as np
import pytest

from analysis.areas.areas import Area, Kind, estimate_areas
from analysis.areas.disclosed import area_as_of, areas_shown
from analysis.areas.frame import census_frame
from analysis.disclosure.withheld import WITHHELD, is_shown
from analysis.finding.samples.figures import Estimate
from analysis.finding.samples.sample import weigh
from tests.analysis.finding.worlds import Said, make_plan, make_replies

HALF = Estimate(0.5, 0.4, 0.6, 0.05)


def test_small_numbers_are_not_told_and_others_are_rounded() -> None:
    areas = tuple(Area("a", "A", "modelled", n, HALF, HALF) for n in (0, 9, 10, 118))
    assert [area.n for area in areas_shown(areas)] == [WITHHELD, WITHHELD, 10, 120]


def test_direct_shares_are_those_of_rounded_numbers_and_stay_within_their_ranges() -> None:
    exact = Estimate(0.443, 0.35, 0.54, 0.05)
    (direct,) = areas_shown((Area("a", "A", "direct", 118, exact, exact),))
    (modelled,) = areas_shown((Area("a", "A", "modelled", 118, exact, exact),))
    assert direct.support.p == pytest.approx(round(100 * 50 / 118) / 100)
    assert direct.support.low < direct.support.p < direct.support.high
    assert (modelled.support.p, modelled.support.se) == (0.44, None)
    assert areas_shown((direct,)) == areas_shown(areas_shown((direct,)))


def test_a_district_where_hardly_anybody_is_unsure_is_modelled() -> None:
    table = make_replies(Said(2500, 0.6, 0.395))
    weights = weigh(table, make_plan().weighting).weights
    areas = estimate_areas(table, weights, census_frame())
    assert {area.kind for area in areas} == {"modelled"}
    assert max(area.n for area in areas if is_shown(area.n)) > 200


@pytest.mark.parametrize(("kind", "told"), [("direct", None), ("modelled", 150)])
def test_a_district_whose_shares_were_too_small_is_told_only_as_modelled(
    kind: Kind, told: int | None
) -> None:
    now, before = np.array([90.0, 50, 10]), np.array([90.0, 50, 9])
    shown = area_as_of(Area("a", "A", kind, 150, HALF, HALF), now, before)
    assert (shown and shown.n) == told


def test_a_direct_share_is_moved_to_the_counts_of_before() -> None:
    exact = Estimate(0.6, 0.5, 0.7, 0.05)
    shown = area_as_of(
        Area("a", "A", "direct", 150, exact, HALF), np.array([90.0, 50, 10]), np.array([80.0, 50, 10])
    )
    assert shown is not None
    assert (shown.n, shown.support.p, shown.support.low) == (140, 0.57, 0.47)
