"""Companion findings: the same rule for the groups most affected, corrected for being several."""

from dataclasses import replace

import numpy as np
import pytest

from analysis.finding.companions import Companion, judge_groups, masks
from analysis.finding.finder import find
from analysis.finding.samples.figures import Result, plain
from analysis.plan.plan import Family, Member
from analysis.support.comparisons import holm
from tests.analysis.finding.worlds import Said, make_facts, make_plan, make_replies

PLAN = make_plan()
BLACK = {"ethnicity": "black"}


def companions(*said: Said) -> dict[str, Companion]:
    table = make_replies(*said)
    found = find(PLAN, table, make_facts(table))
    return {each.label: each for each in found.companions}


def result(support: int, oppose: int, neither: int) -> Result:
    counts = np.array([support, oppose, neither], dtype=np.float64)
    return replace(plain(counts, float(counts.sum()), 0.95), n_eff=float(counts.sum()), deff=1.0)


def test_a_boosted_group_can_find_otherwise_than_the_headline() -> None:
    found = companions(Said(900, 0.7, 0.2), Said(300, 0.1, 0.85, groups=BLACK))
    assert found["Black residents"].state == "majority_opposition"
    assert found["Disabled residents"].state == "majority_support"


def test_a_boosted_group_is_weighted_back() -> None:
    plain_sample = make_replies(Said(900, 0.7, 0.2))
    boosted = make_replies(Said(900, 0.7, 0.2), Said(300, 0.1, 0.85, groups=BLACK))
    one, other = (find(PLAN, table, make_facts(table)).sample for table in (plain_sample, boosted))
    assert one
    assert other
    support = [sample.best("support") for sample in (one, other)]
    assert support[1]
    assert support[0]
    assert support[1].p == pytest.approx(support[0].p, abs=0.03)


def test_a_group_under_its_target_is_too_little() -> None:
    black = companions(Said(900, 0.7, 0.2))["Black residents"]
    assert (black.state, black.p_value) == ("too_little", None)
    assert black.result
    assert 0 < black.result.size < 100


def test_groups_are_corrected_for_being_several_where_registered() -> None:
    counts = [(70, 40, 10), (75, 30, 15), (80, 20, 10), (60, 60, 0), (9, 1, 0), (0, 0, 120)]
    results = [result(*each) for each in counts]
    found = judge_groups(PLAN, 1.0, results)
    own = [each.p_value if each.p_value is not None else 1.0 for each in found]
    adjusted = holm(np.array(own))
    assert [each.adjusted for each in found if each.adjusted is not None] == pytest.approx(
        adjusted[[0, 1, 2, 3, 5]]
    )
    assert [each.state for each in found] == [
        "not_settled", "majority_support", "majority_support", "not_settled", "too_little", "not_settled",
    ]  # fmt: skip
    loose = replace(PLAN, family=replace(PLAN.family, correction="none"))
    assert judge_groups(loose, 1.0, results)[1].adjusted == own[1]


def test_gamma_holds_for_groups_too() -> None:
    results = [result(75, 30, 15)] * 6
    assert {each.state for each in judge_groups(PLAN, 1.0, results)} == {"majority_support"}
    assert {each.state for each in judge_groups(PLAN, 1.25, results)} == {"not_settled"}


def test_a_group_the_questionnaire_does_not_tell_apart_is_empty() -> None:
    table = make_replies(Said(50, 0.5, 0.5))
    family = Family("none", (Member("income", ("low",), "People on low incomes", 100, None),
                             Member("age", ("16-24", "under_16"), "Young", 100, None)), ())  # fmt: skip
    found = masks(table, family)
    assert not found[0].any()
    assert (found[1] == table.mask(age=["16-24"])).all()


def test_without_a_sample_no_group_has_a_finding() -> None:
    found = companions(Said(900, 0.7, 0.2, "open_link"))
    assert {(each.state, each.result) for each in found.values()} == {("too_little", None)}
