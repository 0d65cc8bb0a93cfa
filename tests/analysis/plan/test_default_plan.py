"""The default plan has the registered thresholds, checks and groups."""

from analysis import population
from analysis.plan.defaults import WEIGHTED
from analysis.plan.sensitivities import SENSITIVITIES
from analysis.support.weighting.ladder import default_ladder
from analysis.themes.campaigns import USUAL
from tests.analysis.finding.worlds import make_plan

PLAN = make_plan()


def test_the_thresholds_are_those_of_the_method() -> None:
    rule, (gates,) = PLAN.rule, PLAN.gates
    assert (rule.theta, rule.level, rule.gamma, rule.least) == (0.5, 0.95, 1.25, 200)
    assert rule.shown == (1, 1.25, 1.5, 2, 2.7)
    assert (gates.kind, gates.n_eff, gates.deff, gates.miss) == ("random_invitation", 400, 3, 1e-6)
    assert (gates.item_missing, gates.unresolved) == (0.1, 0.05)
    assert PLAN.weighting.cap == 5
    assert PLAN.sensitivities == tuple(SENSITIVITIES)


def test_targets_are_the_census_and_the_ladder_is_the_registered_one() -> None:
    census = population.margins(WEIGHTED)
    assert {target.dimension: target.margin() for target in PLAN.weighting.targets} == census
    assert tuple(step.rung() for step in PLAN.weighting.ladder) == default_ladder()


def test_the_groups_most_affected_have_their_share_of_residents() -> None:
    shares = {member.label: member.residents for member in PLAN.family.members}
    assert len(shares) == 6
    assert shares["Black residents"] == 0.0306
    assert all(member.target == 100 for member in PLAN.family.members)


def test_campaigns_are_registered_as_they_are_found() -> None:
    assert PLAN.campaigns == USUAL
    assert (USUAL.least_texts, USUAL.least_words, USUAL.likeness) == (5, 8, 0.4)
