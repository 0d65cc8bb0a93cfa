"""What may be printed of a finding: nothing about a few people, and nothing that was withheld by other means."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.disclosure.rules import RULES
from analysis.disclosure.withheld import WITHHELD, is_shown
from analysis.finding.disclosed import disclosed
from analysis.finding.facts import Removed
from analysis.finding.finder import find
from analysis.finding.finding import Finding
from analysis.finding.rounding import result_shown
from analysis.finding.samples.figures import Result, plain
from tests.analysis.finding.worlds import Said, make_facts, make_plan, make_replies

PLAN = make_plan()


def shown(*said: Said, removed: tuple[Removed, ...] = ()) -> Finding:
    table = make_replies(*said)
    gone = sum(each.count for each in removed)
    return disclosed(
        find(PLAN, table, make_facts(table, removed=removed, submissions=round(table.total) + gone))
    )


def withheld(result: Result) -> bool:
    told = [figure for share in result.shares for figure in (share.count, share.unweighted, share.weighted)]
    return not any(map(is_shown, told))


@given(st.tuples(*[st.integers(0, 60)] * 3))
def test_shares_are_shown_together_and_only_of_enough_people(counts: tuple[int, int, int]) -> None:
    exact = plain(np.array(counts, dtype=np.float64), float(sum(counts)), 0.95)
    result = result_shown(exact, RULES)
    assert withheld(result) == (sum(counts) < 30 or min(counts) < 10)
    assert (result.n is WITHHELD) == (sum(counts) < 10)
    assert not is_shown(result.n) or result.n % 5 == 0
    for share in result.shares:
        if is_shown(share.unweighted):
            assert is_shown(share.count)
            assert share.count % 5 == 0
            assert 100 * share.unweighted.p == pytest.approx(round(100 * share.unweighted.p))
            assert share.unweighted.se is None


@settings(max_examples=15, deadline=None)
@given(st.floats(0, 1), st.integers(1, 700), st.integers(0, 3))
def test_disclosing_twice_changes_nothing(support: float, n: int, seed: int) -> None:
    table = make_replies(Said(n, support, (1 - support) / 2), Said(40, 0.5, 0.2, "open_link"), seed=seed)
    once = disclosed(find(PLAN, table, make_facts(table)))
    assert disclosed(once) == once


def test_a_sample_of_one_mind_shows_no_share_anywhere() -> None:
    found = shown(Said(1000, 1, 0))
    assert found.state == "majority_support"
    assert found.sample
    assert withheld(found.sample)
    assert found.bounds == ()
    assert (found.tipping, found.more) == (WITHHELD, None)
    for check in found.checks:
        assert not any(map(is_shown, (check.support, check.oppose, check.neither, check.agrees)))
    assert {companion.state for companion in found.companions} == {WITHHELD}
    assert all(withheld(companion.result) for companion in found.companions if companion.result)


def test_p_values_and_exact_numbers_stay_with_the_auditor() -> None:
    found = shown(Said(1003, 0.66, 0.22))
    assert found.sample
    assert found.sample.n == 1000
    assert found.replies == 1003
    assert {(companion.p_value, companion.adjusted) for companion in found.companions} == {(None, None)}
    assert is_shown(found.tipping)
    assert found.tipping.opposing % 5 == 0


def test_a_check_that_leaves_out_a_few_people_shows_no_shares() -> None:
    found = shown(Said(990, 0.66, 0.22), Said(12, 0.0, 1.0, groups={"campaign": "yes"}))
    checks = {check.code: check for check in found.checks}
    assert checks["without_campaigns"].support is WITHHELD
    assert checks["without_campaigns"].agrees is WITHHELD
    assert checks["unweighted"].support == 0.65


def test_few_removed_replies_are_not_counted_out() -> None:
    found = shown(Said(500, 0.5, 0.4), removed=(Removed("false", "not their own", 3), Removed("a", "a", 12)))
    eligible = found.waterfall[1]
    assert [loss.count for loss in eligible.losses] == [WITHHELD, 10]
    assert (found.waterfall[0].count, found.waterfall[2].count) == (510, 500)
    assert found.counts.submissions == 510


def test_few_replies_that_came_in_other_ways_cannot_be_worked_out_from_the_waterfall() -> None:
    found = shown(Said(1003, 0.66, 0.22), Said(4, 1.0, 0.0, "open_link"))
    chosen = next(stage for stage in found.waterfall if stage.code == "chosen")
    assert (found.replies, chosen.count) == (1007, 1005)
    assert [loss.count for loss in chosen.losses] == [WITHHELD]
    many = shown(Said(1003, 0.66, 0.22), Said(40, 1.0, 0.0, "open_link"))
    chosen = next(stage for stage in many.waterfall if stage.code == "chosen")
    assert (many.replies, chosen.count, chosen.losses[0].count) == (1043, 1005, 40)


@pytest.mark.parametrize(("silent", "told"), [(3, 0.0), (12, 0.0), (40, 0.04)])
def test_a_few_people_without_an_answer_are_not_told(silent: int, told: float) -> None:
    answered = np.array([650.0, 220.0, 130.0])
    result = result_shown(plain(answered, answered.sum() + silent, 0.95), RULES)
    assert result.missing == told


def test_a_weighted_share_tells_no_more_than_the_rounded_count_beside_it() -> None:
    for count in (48, 50, 52):
        exact = plain(np.array([count, 40.0, 30.0]), count + 70.0, 0.95)
        weighted = replace(
            exact, shares=tuple(replace(each, weighted=each.unweighted) for each in exact.shares)
        )
        first = result_shown(weighted, RULES).shares[0]
        assert first.count == 50
        assert first.weighted == first.unweighted
        assert is_shown(first.weighted)
        assert first.weighted.p == 0.42
