"""Each gate by itself keeps a sample from leading to a finding, and says so in a sentence."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from analysis.finding.facts import Arm, Facts
from analysis.finding.finder import find
from analysis.finding.finding import Finding
from analysis.finding.samples.gates import response_rate
from analysis.plan.plan import Gates, Plan
from tests.analysis.finding.worlds import Said, make_facts, make_plan, make_replies

PLAN = make_plan()
STRONG = Said(900, 0.75, 0.15)


def judged(said: Said = STRONG, plan: Plan = PLAN, arm: Callable[[Arm], Arm] = lambda arm: arm) -> Finding:
    table = make_replies(said)
    facts: Facts = make_facts(table)
    return find(plan, table, replace(facts, arms=tuple(map(arm, facts.arms))))


def with_gates(**changes: object) -> Plan:
    gates: Gates = replace(PLAN.gates[0], **changes)  # type: ignore[arg-type]
    return replace(PLAN, gates=(gates,))


def test_a_sample_that_holds_them_all_leads_to_a_finding() -> None:
    finding = judged()
    assert finding.state == "majority_support"
    assert [gate.code for gate in finding.gates] == [
        "n_eff", "response_rate", "covered", "margins", "deff", "item_missing", "unresolved", "judged",
    ]  # fmt: skip
    assert all(gate.held for gate in finding.gates)


@pytest.mark.parametrize(
    ("sample", "code", "sentence"),
    [
        (
            lambda: judged(Said(390, 0.75, 0.15)),
            "n_eff",
            "The replies are worth 370 random ones; at least 400 are needed.",
        ),
        (
            lambda: judged(arm=lambda arm: replace(arm, invited=None)),
            "response_rate",
            "It is not known how many of those invited replied.",
        ),
        (
            lambda: judged(arm=lambda arm: replace(arm, published=False)),
            "response_rate",
            "17 % of those invited replied; at least 5 % must. This has not been published.",
        ),
        (
            lambda: judged(plan=with_gates(least_rate=0.2)),
            "response_rate",
            "17 % of those invited replied; at least 20 % must. This is published.",
        ),
        (
            lambda: judged(plan=with_gates(least_rate=0.2, expected_rate=0.25)),
            "response_rate",
            "17 % of those invited replied; at least 20 % must. This is published. The plan expected 25 %.",
        ),
        (
            lambda: judged(arm=lambda arm: replace(arm, invited=10**6)),
            "response_rate",
            "0.1 % of those invited replied; at least 5 % must. This is published.",
        ),
        (
            lambda: judged(plan=with_gates(deff=1.001)),
            "deff",
            "After weighting it takes 1.02 replies to be worth one; 1.001 are allowed.",
        ),
        (
            lambda: judged(Said(1200, 0.75, 0.15, silent=0.14)),
            "item_missing",
            "14 % of the replies left the question out; 10 % are allowed.",
        ),
        (
            lambda: judged(arm=lambda arm: replace(arm, unresolved=47)),
            "unresolved",
            "5.2 % of the replies are in doubt, and nobody has resolved this; 5 % are allowed.",
        ),
        (
            lambda: judged(Said(900, 0.75, 0.15, groups={"sex": "female"})),
            "covered",
            (
                "Everybody who replied is in the group “Female” (sex), which is 51.8% of the population, so no weights "
                "can make the replies match it."
            ),
        ),
    ],
)
def test_one_failed_gate_is_too_little(sample: Callable[[], Finding], code: str, sentence: str) -> None:
    finding = sample()
    assert finding.state == "too_little"
    assert [(reason.code, reason.sentence) for reason in finding.reasons] == [(f"gate_{code}", sentence)]
    assert all(companion.state == "too_little" for companion in finding.companions)


def test_margins_that_are_met_badly_fail_their_gate() -> None:
    finding = judged(plan=with_gates(miss=0))
    assert [reason.code for reason in finding.reasons] == ["gate_margins"]


def test_gates_are_those_of_the_plan() -> None:
    plan = with_gates(n_eff=2000)
    assert judged(plan=plan).state == "too_little"
    assert judged(
        plan=with_gates(response_rate=False, least_rate=None), arm=lambda arm: replace(arm, invited=None)
    ).state == ("majority_support")


def test_a_response_rate_must_be_known_of_every_arm() -> None:
    one, other = Arm("a", "chance_panel", "a", invited=100), Arm("b", "chance_panel", "b")
    assert response_rate([one], 20) == 0.2
    assert response_rate([one, replace(other, invited=300)], 20) == 0.05
    assert response_rate([one, other], 20) is None
    assert response_rate([], 20) is None
