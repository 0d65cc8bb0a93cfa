"""More letters to some places than to others: replies count for the addresses that their letters stand for."""

from dataclasses import replace

import pytest

from analysis.cells import CellTable
from analysis.finding.doubts.specifications import PART
from analysis.finding.facts import Arm, Facts
from analysis.finding.finder import find
from analysis.finding.finding import Finding
from analysis.finding.replies import answers
from analysis.finding.samples.design import make_design
from analysis.plan.plan import Plan, SampleFrame
from analysis.support.weighting.refusals import RakingRefused
from tests.analysis.finding.worlds import Said, make_facts, make_plan, make_replies

FRAMES = (SampleFrame("random_invitation", 720_000), SampleFrame("boost", 80_000))
MAIN = Arm("random_invitation", "random_invitation", "letters", invited=4500, published=True, drawn=4800)
BOOST = Arm("boost", "random_invitation", "letters to some places", invited=3900, published=True, drawn=4000)
WEIGHT = {"random_invitation": 150.0, "boost": 20.0}


def plan_with(*frames: SampleFrame) -> Plan:
    """Weighted by sex alone, so that the shares can be worked out by hand."""
    plan = make_plan()
    by_sex = tuple(target for target in plan.weighting.targets if target.dimension == "sex")
    weighting = replace(plan.weighting, targets=by_sex, joint=None, ladder=(), frames=frames)
    rule = replace(plan.rule, jackknife=True)
    return replace(plan, rule=rule, weighting=weighting, sensitivities=("unweighted", "uncapped"))


REPLIES = make_replies(Said(700, 0.66, 0.22), Said(600, 0.3, 0.6, "boost"))


def found(plan: Plan, *arms: Arm) -> Finding:
    facts: Facts = make_facts(REPLIES, arms=arms)
    return find(plan, REPLIES, facts)


def share_by_hand(table: CellTable, plan: Plan) -> float:
    """Sum over the sexes of their share of residents times the base-weighted share of support in each."""
    total = 0.0
    for sex, part in plan.weighting.targets[0].margin().shares.items():
        rows = [(WEIGHT[arm], answers(table.where(arm=[arm], sex=[sex])).sum(axis=0)) for arm in WEIGHT]
        total += part * sum(b * n[0] for b, n in rows) / sum(b * n.sum() for b, n in rows)
    return total


def test_replies_are_weighted_back_to_the_lists_they_were_drawn_from() -> None:
    plan = plan_with(*FRAMES)
    finding = found(plan, MAIN, BOOST)
    support = finding.sample and finding.sample.best("support")
    assert support
    assert support.p == pytest.approx(share_by_hand(REPLIES, plan), abs=1e-12)
    assert finding.steps == (
        "Each reply by letters first counted for the 150 addresses for which one letter was posted.",
        "Each reply by letters to some places first counted for the 20 addresses for which one letter was posted.",
    )


def test_what_the_boost_costs_is_in_the_worth_of_the_replies() -> None:
    weighted = found(plan_with(*FRAMES), MAIN, BOOST).sample
    assert weighted
    assert weighted.n == 1300
    kish = (150 * 700 + 20 * 600) ** 2 / (150**2 * 700 + 20**2 * 600)
    assert weighted.n_eff == pytest.approx(kish, rel=0.01)


def test_the_checks_know_the_design() -> None:
    finding = found(plan_with(*FRAMES), MAIN, BOOST)
    support = finding.sample and finding.sample.best("support")
    unweighted, uncapped = finding.checks
    assert support
    by_lists = (150 * 0.66 * 700 + 20 * 0.3 * 600) / (150 * 700 + 20 * 600)
    assert unweighted.support == pytest.approx(by_lists)
    assert "lists and households" in unweighted.note
    assert uncapped.support == pytest.approx(support.p, abs=1e-12)
    assert finding.resampled
    assert finding.resampled.estimate
    assert finding.resampled.estimate.p == pytest.approx(finding.sample.best(finding.resampled.side).p)  # type: ignore[union-attr]


def test_replies_by_one_way_all_count_alike() -> None:
    assert not make_design(plan_with().weighting, [MAIN], REPLIES).weights
    assert not make_design(plan_with(*FRAMES).weighting, [MAIN], REPLIES).weights
    assert make_design(plan_with(*FRAMES).weighting, [MAIN, BOOST], REPLIES).weights == WEIGHT


@pytest.mark.parametrize(
    ("frames", "boost"),
    [
        ((), BOOST),
        (FRAMES[:1], BOOST),
        (FRAMES, replace(BOOST, drawn=None)),
        (FRAMES, replace(BOOST, drawn=0)),
    ],
)
def test_where_a_list_or_its_letters_are_not_known_nothing_is_concluded(
    frames: tuple[SampleFrame, ...], boost: Arm
) -> None:
    with pytest.raises(RakingRefused) as refused:
        make_design(plan_with(*frames).weighting, [MAIN, boost], REPLIES)
    assert refused.value.reason == "design"
    finding = found(plan_with(*frames), MAIN, boost)
    assert finding.state == "too_little"
    assert "from how long a list they were drawn" in finding.reasons[0].sentence


def test_a_boost_speaks_for_its_places_only_and_cannot_stop_a_majority() -> None:
    plan = replace(plan_with(*FRAMES), sensitivities=("each_way",))
    replies = make_replies(Said(1200, 0.66, 0.24), Said(250, 0.45, 0.45, "boost"))
    finding = find(plan, replies, make_facts(replies, arms=(MAIN, BOOST)))
    assert finding.state == "majority_support"
    assert [(check.binds, check.note) for check in finding.checks] == 2 * [(False, PART)]


def test_a_list_that_nobody_replied_from_is_not_passed_over() -> None:
    replies = make_replies(Said(1200, 0.66, 0.24))
    finding = find(plan_with(*FRAMES), replies, make_facts(replies, arms=(MAIN, BOOST)))
    assert finding.state == "too_little"
    assert "nobody speaks for the addresses on its list" in finding.reasons[0].sentence


def test_few_addresses_for_a_letter_are_told_to_a_tenth() -> None:
    many = replace(MAIN, drawn=480), replace(BOOST, drawn=60_000)
    sentences = make_design(plan_with(*FRAMES).weighting, many, REPLIES).sentences
    assert "the 1,500 addresses" in sentences[0]
    assert "the 1.3 addresses" in sentences[1]
