"""Letters go to households: a reply counts for the adults of its own, and what that changes is printed."""

from dataclasses import replace

import numpy as np
import pytest

from analysis.categories import Dimension
from analysis.cells import CellTable, from_rows
from analysis.finding.facts import Arm
from analysis.finding.finder import find
from analysis.finding.finding import Finding
from analysis.finding.replies import narrow
from analysis.finding.samples.design import NOBODY_COUNTED, adults_of, make_design
from analysis.plan.plan import Households, Plan
from tests.analysis.finding.worlds import ARMS, VALUES, make_facts, make_plan

HOUSES = Households("adults", 4)
CODES = ("1", "2", "3", "4", "5+", "unknown")
LETTERS = Arm("random_invitation", "random_invitation", "letters", invited=4500, published=True)
SEXES = ("female", "male")
SUPPORT = {"1": 0.60, "2": 0.50, "3": 0.44, "4": 0.40, "5+": 0.40, "unknown": 0.5}


def replies_from(**households: int) -> CellTable:
    """So many replies of each sex from households of so many adults; the fewer adults, the more support."""
    dimensions = (
        Dimension("arm", ARMS),
        Dimension("sex", SEXES),
        Dimension("adults", CODES),
    )
    codes, given = [], []
    for code, n in households.items():
        for sex in range(2):
            codes.append(np.column_stack([np.ones(n), np.full(n, sex), np.full(n, CODES.index(code))]))
            given.append((np.arange(n) >= round(SUPPORT[code] * n)).astype(np.intp))
    table = from_rows(
        dimensions, np.concatenate(codes).astype(np.intp), {"answer": np.concatenate(given)}, {"answer": 3}
    )
    return narrow(table, {state: [1 + at for at in places] for state, places in VALUES.items()})


def plan_with(houses: Households | None) -> Plan:
    plan = make_plan()
    by_sex = tuple(target for target in plan.weighting.targets if target.dimension == "sex")
    weighting = replace(plan.weighting, targets=by_sex, joint=None, ladder=(), households=houses)
    family = replace(plan.family, members=())
    return replace(plan, weighting=weighting, family=family, sensitivities=("of_persons",))


def found(table: CellTable, houses: Households | None = HOUSES) -> Finding:
    return find(plan_with(houses), table, make_facts(table, arms=(LETTERS,)))


def support_of(finding: Finding) -> float:
    share = finding.sample and finding.sample.best("support")
    assert share
    return share.p


TABLE = replies_from(**{"1": 160, "2": 200, "3": 80, "4": 40, "5+": 20})


def test_a_reply_counts_for_the_adults_who_live_there_up_to_the_cap() -> None:
    n = {"1": 160, "2": 200, "3": 80, "4": 60}  # five and more count as four
    right = sum(int(code) * n[code] * SUPPORT[code] for code in n) / sum(int(code) * n[code] for code in n)
    assert support_of(found(TABLE)) == pytest.approx(right, abs=1e-3)
    assert support_of(found(TABLE, None)) > right + 0.02


def test_what_it_changes_is_printed_beside_it_and_decides_nothing() -> None:
    (check,) = found(TABLE).checks
    assert (check.code, check.binds) == ("of_persons", False)
    assert check.support == pytest.approx(support_of(found(TABLE, None)), abs=1e-9)
    assert "small households" in check.note


def test_where_the_number_is_not_known_a_reply_moves_nothing_by_it() -> None:
    known = replies_from(**{"1": 100, "3": 100})
    some = replies_from(**{"1": 100, "3": 100, "unknown": 50})
    design = make_design(plan_with(HOUSES).weighting, [LETTERS], some)
    assert (
        design.adults["unknown"] == make_design(plan_with(HOUSES).weighting, [LETTERS], known).adults["1"] * 2
    )
    (sentence,) = design.sentences
    assert "for the adults who live there, at most 4; where this is not known (20 %), for 2.0." in sentence


def test_where_nobody_said_it_all_count_alike() -> None:
    silent = replies_from(unknown=300)
    design = make_design(plan_with(HOUSES).weighting, [LETTERS], silent)
    assert design.base(silent) is None
    assert design.sentences == (NOBODY_COUNTED,)


def test_members_of_a_panel_are_people_and_not_households() -> None:
    panel = replace(LETTERS, kind="chance_panel")
    assert make_design(plan_with(HOUSES).weighting, [panel], TABLE).base(TABLE) is None


def test_the_worth_of_replies_falls_by_what_households_differ() -> None:
    weights = np.array([1.0, 2, 3, 4]).repeat([320, 400, 160, 120])
    finding = found(TABLE)
    assert finding.sample
    assert finding.sample.n_eff == pytest.approx(weights.sum() ** 2 / (weights**2).sum(), rel=1e-2)


@pytest.mark.parametrize(
    ("code", "number"),
    [("1", 1), ("25", 25), ("5+", 5), ("0", None), ("unknown", None), ("", None), ("²", None)],
)
def test_a_code_says_how_many_adults_or_nothing(code: str, number: int | None) -> None:
    assert adults_of(code) == number
