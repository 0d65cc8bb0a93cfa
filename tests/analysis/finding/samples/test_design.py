"""More letters to some places than to others: replies count for the addresses that their letters stand for."""

from dataclasses import replace

import pytest

from analysis.cells import CellTable
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
    assert "stand" not in str(found(plan_with(), MAIN, BOOST).steps)
    assert finding.steps == (
        "Each reply by letters first counted for the 150 addresses for which one letter was posted.",
        "Each reply by letters to some places first counted for the 20 addresses for which one letter was posted.",
    )


def test_what_the_boost_costs_is_in_the_worth_of_the_replies() -> None:
    weighted, alike = (found(plan_with(*frames), MAIN, BOOST).sample for frames in (FRAMES, ()))
    assert weighted
    assert alike
    assert weighted.n == alike.n == 1300
    assert weighted.n_eff == pytest.approx(
        (150 * 700 + 20 * 600) ** 2 / (150**2 * 700 + 20**2 * 600), rel=0.01
    )
    assert alike.n_eff == pytest.approx(1300, rel=0.01)


def test_the_checks_know_the_design() -> None:
    finding = found(plan_with(*FRAMES), MAIN, BOOST)
    support = finding.sample and finding.sample.best("support")
    unweighted, uncapped = finding.checks
    assert support
    assert unweighted.support == pytest.approx((0.66 * 700 + 0.3 * 600) / 1300)
    assert uncapped.support == pytest.approx(support.p, abs=1e-12)
    assert finding.resampled
    assert finding.resampled.estimate
    assert finding.resampled.estimate.p == pytest.approx(finding.sample.best(finding.resampled.side).p)  # type: ignore[union-attr]


def test_without_lists_or_with_one_way_all_count_alike() -> None:
    assert not make_design(plan_with().weighting, [MAIN, BOOST]).weights
    assert not make_design(plan_with(*FRAMES).weighting, [MAIN]).weights
    assert make_design(plan_with(*FRAMES).weighting, [MAIN, BOOST]).weights == WEIGHT


@pytest.mark.parametrize(
    ("frames", "boost"),
    [(FRAMES[:1], BOOST), (FRAMES, replace(BOOST, drawn=None)), (FRAMES, replace(BOOST, drawn=0))],
)
def test_where_a_list_or_its_letters_are_not_known_nothing_is_concluded(
    frames: tuple[SampleFrame, ...], boost: Arm
) -> None:
    with pytest.raises(RakingRefused) as refused:
        make_design(plan_with(*frames).weighting, [MAIN, boost])
    assert refused.value.reason == "design"
    finding = found(plan_with(*frames), MAIN, boost)
    assert finding.state == "too_little"
    assert "how many addresses were drawn for letters to some places" in finding.reasons[0].sentence
