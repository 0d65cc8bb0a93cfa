"""Districts of one finding after another: figures of a few replies cannot be read from the difference."""

from dataclasses import replace

import numpy as np
import pytest

from analysis.areas.areas import Area, estimate_areas
from analysis.areas.frame import census_frame
from analysis.cells import CellTable
from analysis.documents import to_document
from analysis.finding.finder import find
from analysis.finding.finding import Finding, parse_finding
from analysis.finding.publication import Published, Shown, publish
from analysis.finding.replies import answers
from analysis.finding.samples.sample import weigh
from tests.analysis.finding.worlds import Said, make_facts, make_plan, make_replies

PLAN = make_plan()
MEDWAY, MAIDSTONE = "E06000035", "E07000110"
KEY = f"who=random_invitation&district={MEDWAY}"
BASE = (Said(1000, 0.6, 0.3), Said(113, 0.6, 0.3, groups={"district": MEDWAY}))
MORE = Said(60, 0.4, 0.4, groups={"district": MAIDSTONE})


def found(table: CellTable) -> Finding:
    """With all its districts, as exact as they are."""
    weights = weigh(table, PLAN.weighting).weights
    areas = estimate_areas(table, weights, census_frame(), PLAN.rule.level)
    return replace(find(PLAN, table, make_facts(table)), areas=areas)


def let_out(table: CellTable, last: Published | Shown) -> Published:
    return publish(PLAN, table, found(table), last)


def district(published: Published, code: str) -> Area | None:
    return next((area for area in published.finding.areas if area.code == code), None)


FIRST_TABLE = make_replies(*BASE)
FIRST = let_out(FIRST_TABLE, {})


@pytest.mark.parametrize("extra", [1, 2, 3])
def test_a_few_replies_from_a_district_leave_its_figures_as_they_were(extra: int) -> None:
    few = Said(extra, 0, 1, groups={"district": MEDWAY})
    later = let_out(make_replies(*BASE, MORE, few), FIRST)
    assert not later.notice
    assert district(later, MEDWAY) == district(FIRST, MEDWAY)
    assert district(later, MAIDSTONE) != district(FIRST, MAIDSTONE)
    assert later.finding.sample != FIRST.finding.sample


def test_few_after_few_are_held_until_they_are_many_together() -> None:
    few = Said(3, 0, 1, groups={"district": MEDWAY})
    later = let_out(make_replies(*BASE, MORE, few), FIRST)
    many = Said(60, 0.4, 0.4, groups={"district": MEDWAY})
    assert later.shown[KEY] is FIRST.shown[KEY]
    last = let_out(make_replies(*BASE, MORE, many), later)
    assert district(last, MEDWAY) != district(FIRST, MEDWAY)


def test_the_first_finding_tells_a_district_as_the_board_showed_it() -> None:
    now = answers(FIRST_TABLE.where(district=[MEDWAY])).sum(axis=0)
    board = {KEY: np.array([*(now - [5, 0, 0]), 0.0])}
    held, free = district(let_out(FIRST_TABLE, board), MEDWAY), district(FIRST, MEDWAY)
    assert held
    assert free
    assert (held.n, free.n) == (round((now.sum() - 5) / 5) * 5, round(now.sum() / 5) * 5)
    assert held.oppose.p > free.oppose.p


def test_what_was_printed_is_remembered_with_the_finding() -> None:
    assert parse_finding(to_document(FIRST.finding)) == FIRST.finding
    assert len(FIRST.finding.areas) == 13


def test_after_a_finding_that_did_not_remember_its_districts_none_are_told() -> None:
    document = to_document(FIRST.finding)
    del document["areas"]
    old = replace(FIRST, finding=parse_finding(document))
    assert let_out(make_replies(*BASE, MORE), old).finding.areas == ()
