"""The registered checks: what each computes, and when one of them stops a majority."""

from dataclasses import replace

import numpy as np
import pytest

from analysis.disclosure.withheld import WITHHELD
from analysis.finding.doubts.checks import Check, stopping
from analysis.finding.doubts.joint_target import merged
from analysis.finding.doubts.specifications import MAKERS, OF_CHOSE
from analysis.finding.finder import find
from analysis.finding.finding import Finding
from analysis.finding.publication import publish
from analysis.finding.replies import answers
from analysis.finding.samples.sample import weigh
from analysis.plan.plan import Plan
from analysis.plan.sensitivities import SENSITIVITIES, SHOWN_ONLY
from analysis.support.weighting.raking import rake
from tests.analysis.finding.worlds import Said, make_facts, make_plan, make_replies

PLAN = make_plan()
AGES = ("16-24", "25-34", "35-44", "45-54", "55-64", "65-74", "75+")


def found(*said: Said, plan: Plan = PLAN) -> Finding:
    table = make_replies(*said)
    return find(plan, table, make_facts(table))


def check(finding: Finding, code: str) -> Check:
    (only,) = [each for each in finding.checks if each.code == code]
    return only


def with_checks(*codes: str) -> Plan:
    return replace(PLAN, sensitivities=codes)


def test_every_check_that_can_be_registered_can_be_made() -> None:
    assert MAKERS.keys() == SENSITIVITIES.keys()
    finding = found(Said(1000, 0.66, 0.22), Said(300, 0.5, 0.5, "open_link"))
    assert {each.code for each in finding.checks} == SENSITIVITIES.keys()
    assert len([each for each in finding.checks if each.code == "leave_one_district_out"]) == 13
    without = {each.code for each in finding.checks if each.support is None}
    assert without == {"of_persons", "by_order", "without_doubts"}, "no adults, orders or doubts here"
    assert not any(each.binds for each in finding.checks if each.code in SHOWN_ONLY)
    assert without - {"without_doubts"} == SHOWN_ONLY


def test_without_weights_it_is_the_share_of_the_replies() -> None:
    unweighted = check(found(Said(1000, 0.66, 0.22)), "unweighted")
    assert (unweighted.support, unweighted.oppose, unweighted.n) == (0.66, 0.22, 1000)


def test_without_a_cap_some_replies_count_for_more() -> None:
    younger = [Said(150, 0.66, 0.22, groups={"age": age}) for age in AGES[:-1]]
    table = make_replies(Said(22, 0.3, 0.6, groups={"age": AGES[-1]}), *younger)
    climb = weigh(table, PLAN.weighting)
    assert climb.weights.limit is not None
    assert (climb.weights.factor == climb.weights.limit).any()
    free = rake(climb.table, climb.margins).factor @ answers(table)
    uncapped = check(find(PLAN, table, make_facts(table)), "uncapped")
    assert uncapped.support == pytest.approx(free[0] / free.sum())
    capped = climb.weights.factor @ answers(table)
    assert uncapped.support != pytest.approx(capped[0] / capped.sum(), abs=1e-5)


def test_the_joint_weights_meet_the_joint_target() -> None:
    table = make_replies(Said(2000, 0.66, 0.22, lean=0.4))
    joint = check(find(PLAN, table, make_facts(table)), "joint")
    target = PLAN.weighting.joint
    assert target
    margin = target.margin()
    expected = 0.0
    for (age, sex), share in zip(
        (code.split(" x ") for code in margin.categories), margin.shares.values(), strict=True
    ):
        group = answers(table.where(age=[age], sex=[sex])).sum(axis=0)
        expected += share * group[0] / group.sum()
    assert joint.support == pytest.approx(expected, abs=0.01)


def test_a_joint_target_follows_the_merges_of_the_ladder() -> None:
    table = make_replies(*(Said(200, 0.66, 0.22, groups={"age": age}) for age in AGES[1:]))
    climb = weigh(table, PLAN.weighting)
    target = PLAN.weighting.joint
    assert target
    joint = merged(target, climb)
    assert joint.categories[:2] == ("16-34 x female", "16-34 x male")
    assert joint.total == target.total
    assert check(find(PLAN, table, make_facts(table)), "joint").support is not None


def test_a_majority_that_rests_on_replies_in_doubt_is_none() -> None:
    finding = found(Said(600, 0.45, 0.45), Said(600, 1.0, 0.0, groups={"doubt": "yes"}))
    without = check(finding, "without_doubts")
    assert (without.n, without.binds, without.agrees) == (600, True, False)
    assert without.support == pytest.approx(0.45, abs=0.01)
    assert finding.state == "not_settled"


def test_those_who_chose_to_reply_are_told_with_and_without_doubts_which_decides_nothing() -> None:
    stuffed = Said(980, 0.0, 1.0, "open_link", groups={"doubt": "yes"})
    finding = found(Said(1000, 0.66, 0.22), Said(200, 0.6, 0.3, "open_link"), stuffed)
    own, chose = [each for each in finding.checks if each.code == "without_doubts"]
    assert own.n == 1000
    assert (chose.label, chose.n, chose.binds) == (OF_CHOSE, 200, False)
    assert chose.support == pytest.approx(0.6, abs=0.01)
    with_doubts = finding.chose.best("support") if finding.chose else None
    assert with_doubts is not None
    assert with_doubts.p < 0.15
    assert finding.state == "majority_support"


def test_without_campaigns_only_other_texts_count() -> None:
    campaign = Said(600, 1.0, 0.0, groups={"campaign": "yes"})
    finding = found(Said(600, 0.45, 0.45), campaign)
    without = check(finding, "without_campaigns")
    assert without.n == 600
    assert without.support == pytest.approx(0.45, abs=0.03)
    assert (finding.state, finding.reasons[0].code) == ("not_settled", "campaign")
    assert finding.reasons[0].sentence == "Without the texts of campaigns it would not be more than half."


def test_without_the_unsure_the_base_is_those_who_took_a_side() -> None:
    sides = check(found(Said(1000, 0.45, 0.30)), "without_unsure")
    assert sides.n == 750
    assert sides.neither is None
    assert sides.support == pytest.approx(0.6, abs=0.02)
    assert sides.agrees is False


def test_a_district_is_left_out_with_the_weights_of_the_others_as_they_are() -> None:
    medway = Said(150, 0.0, 1.0, groups={"district": "E06000035"})
    table = make_replies(Said(900, 0.8, 0.1), medway)
    finding = find(PLAN, table, make_facts(table))
    (without,) = [each for each in finding.checks if each.label == "without Medway"]
    factor = weigh(table, PLAN.weighting).weights.factor
    rest = ~table.mask(district=["E06000035"])
    worth = (factor[:, None] * answers(table))[rest].sum(axis=0)
    assert without.support == pytest.approx(worth[0] / worth.sum())
    assert without.n == answers(table)[rest].sum()


def test_replies_that_are_not_marked_stop_a_majority_because_the_check_cannot_be_made() -> None:
    table = make_replies(Said(1000, 0.66, 0.22))
    kept = [axis for axis, each in enumerate(table.dimensions) if each.name != "campaign"]
    bare = replace(
        table, dimensions=tuple(table.dimensions[axis] for axis in kept), codes=table.codes[:, kept]
    )
    finding = find(PLAN, bare, make_facts(bare))
    assert (finding.state, [reason.code for reason in finding.reasons]) == ("not_settled", ["specification"])
    assert "The replies are not marked" in finding.reasons[0].sentence
    other = with_checks(*(code for code in SENSITIVITIES if code != "without_campaigns"))
    assert find(other, bare, make_facts(bare)).state == "majority_support"


def test_a_check_of_few_replies_is_shown_and_stops_nothing() -> None:
    finding = found(Said(150, 0.1, 0.9), Said(900, 1.0, 0.0, groups={"campaign": "yes"}))
    without = check(finding, "without_campaigns")
    assert (without.n, without.binds, without.agrees) == (150, False, False)
    assert without.note == "Fewer than 200 replies: shown, but it decides nothing."
    assert finding.state == "majority_support"


def test_each_way_is_left_out_where_there_is_only_one() -> None:
    assert [each for each in found(Said(900, 0.66, 0.22)).checks if each.code == "each_way"] == []


@pytest.mark.parametrize(
    ("support", "binds", "stops"),
    [(0.6, True, False), (0.5, True, True), (0.5, False, False), (None, True, True)],
)
def test_a_check_stops_a_side_that_it_does_not_put_above_theta(
    support: float | None, binds: bool, stops: bool
) -> None:
    made = Check("x", "x", 500, support, 0.1, 0.3, binds, None, "")
    assert bool(stopping([made], "support", 0.5)) == stops
    assert stopping([made], "oppose", 0.5) == ((made,) if binds else ())


def test_unregistered_checks_are_not_made() -> None:
    finding = found(Said(900, 0.66, 0.22), plan=with_checks("uncapped"))
    assert [each.code for each in finding.checks] == ["uncapped"]
    assert np.isfinite(finding.checks[0].support or np.nan)


def test_few_replies_in_doubt_are_not_told_by_the_difference_that_they_make() -> None:
    few = Said(4, 0.0, 1.0, "open_link", groups={"doubt": "yes"})
    table = make_replies(Said(1000, 0.66, 0.22), Said(200, 0.6, 0.3, "open_link"), few)
    finding = find(PLAN, table, make_facts(table))
    shown = publish(PLAN, table, finding, {}).finding
    chose = [each for each in shown.checks if each.label == OF_CHOSE]
    assert [(each.n, each.support, each.oppose, each.whole) for each in chose] == [
        (WITHHELD, WITHHELD, WITHHELD, None)
    ]
