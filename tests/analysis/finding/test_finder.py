"""Which finding applies: the five states, and the samples that must never lead to a majority."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from analysis.documents import to_document
from analysis.finding.facts import Arm, Facts, FindingRefused, Removed
from analysis.finding.finder import find
from analysis.finding.finding import Finding, parse_finding
from analysis.plan.defaults import RANDOM
from tests.analysis.finding.worlds import CLOSES, Said, make_facts, make_plan, make_replies

PLAN = make_plan()
BEFORE = datetime(2027, 2, 1, tzinfo=UTC)
OPEN_LINK = Said(3000, 0.9, 0.05, "open_link")


def found(*said: Said, **changes: object) -> Finding:
    table = make_replies(*said)
    return find(PLAN, table, make_facts(table, **changes))


def codes(finding: Finding) -> list[str]:
    return [reason.code for reason in finding.reasons]


@pytest.mark.parametrize(
    ("support", "oppose", "state"),
    [
        (0.66, 0.22, "majority_support"),
        (0.22, 0.66, "majority_opposition"),
        (0.53, 0.35, "not_settled"),
        (0.40, 0.40, "not_settled"),
        (1.0, 0.0, "majority_support"),
        (0.0, 1.0, "majority_opposition"),
        (0.0, 0.0, "not_settled"),
    ],
)
def test_a_random_sample_that_passes_its_gates_is_judged(support: float, oppose: float, state: str) -> None:
    finding = found(Said(1000, support, oppose), OPEN_LINK)
    assert finding.state == state
    assert (finding.tipping is None) == (state == "not_settled") == bool(finding.reasons)


def test_support_and_opposition_are_judged_alike() -> None:
    one, other = found(Said(900, 0.64, 0.2)), found(Said(900, 0.2, 0.64))
    assert one.tipping
    assert other.tipping
    assert one.tipping.odds == pytest.approx(other.tipping.odds, abs=0.15)
    assert [bound.state for bound in one.bounds] == [
        bound.state.replace("opposition", "support") for bound in other.bounds
    ]


def test_before_closing_there_is_participation_and_nothing_about_opinions() -> None:
    finding = found(Said(1000, 0.66, 0.22), OPEN_LINK, now=BEFORE)
    assert finding.state == "open"
    assert finding.replies == 4000
    assert (finding.sample, finding.chose, finding.arms, finding.companions) == (None, None, (), ())
    assert (finding.bounds, finding.checks, finding.gates, finding.tipping) == ((), (), (), None)


def test_a_later_closing_keeps_it_open() -> None:
    later = datetime(2027, 4, 1, tzinfo=UTC)
    assert found(Said(1000, 0.66, 0.22), closes=later).state == "open"
    assert found(Said(1000, 0.66, 0.22), now=CLOSES).state == "majority_support"


def test_an_open_link_alone_never_leads_to_a_majority() -> None:
    for support, oppose in ((0.9, 0.05), (0.05, 0.9)):
        finding = found(Said(50_000, support, oppose, "open_link"))
        assert finding.state == "too_little"
        assert codes(finding) == ["no_sample"]


def test_an_open_link_stands_beside_a_sample_and_does_not_move_it() -> None:
    alone = found(Said(1000, 0.66, 0.22))
    beside = found(Said(1000, 0.66, 0.22), Said(3000, 0.1, 0.85, "open_link"))
    assert beside.state == alone.state == "majority_support"
    assert beside.sample == alone.sample
    assert beside.chose
    assert beside.chose.n == 3000
    (check,) = [check for check in beside.checks if check.code == "each_way"]
    assert (check.binds, check.agrees) == (False, False)


def test_a_plan_can_let_open_replies_stop_a_majority() -> None:
    plan = replace(PLAN, rule=replace(PLAN.rule, open_replies_bind=True))
    table = make_replies(Said(1000, 0.66, 0.22), Said(3000, 0.1, 0.85, "open_link"))
    finding = find(plan, table, make_facts(table))
    assert (finding.state, codes(finding)) == ("not_settled", ["specification"])


def test_nobody_and_nothing() -> None:
    assert (found().state, codes(found())) == ("too_little", ["nobody"])


def test_one_reply_is_too_little() -> None:
    finding = found(Said(1, 1, 0))
    assert finding.state == "too_little"
    assert codes(finding) == ["gate_n_eff", "gate_covered"]


def test_replies_from_one_district_are_too_little_after_every_step_of_the_ladder() -> None:
    finding = found(Said(1000, 0.66, 0.22, groups={"district": "E07000105"}))
    assert (finding.state, codes(finding)) == ("too_little", ["gate_covered"])
    assert "16.6" in finding.reasons[0].sentence


def test_margins_that_cannot_be_met_are_too_little() -> None:
    young = [Said(200, 0.9, 0.1, groups={"age": age, "sex": "female"}) for age in ("16-24", "25-34", "35-44")]
    old = [
        Said(200, 0.9, 0.1, groups={"age": age, "sex": "male"}) for age in ("45-54", "55-64", "65-74", "75+")
    ]
    finding = found(*young, *old)
    assert (finding.state, codes(finding)) == ("too_little", ["gate_covered"])
    assert finding.reasons[0].sentence.startswith("No weights can match all population figures at once")


def test_steps_of_the_ladder_are_reported_with_the_finding() -> None:
    older = Said(500, 0.66, 0.22, groups={"age": "25-34"})
    others = [
        Said(150, 0.66, 0.22, groups={"age": age}) for age in ("35-44", "45-54", "55-64", "65-74", "75+")
    ]
    finding = found(older, *others)
    assert finding.steps == ("Groups were merged (age): 16 to 24, 25 to 34 became 16-34.",)
    assert finding.state == "majority_support"


def test_a_measured_gamma_above_the_registered_one_is_in_force() -> None:
    assert found(Said(1000, 0.66, 0.22)).gamma == 1.25
    finding = found(Said(1000, 0.66, 0.22), benchmark=1.9)
    assert (finding.gamma, finding.state, codes(finding)) == (1.9, "not_settled", ["selection"])


def test_the_first_way_whose_gates_hold_is_taken() -> None:
    panel = replace(RANDOM, kind="chance_panel", response_rate=False, least_rate=None)
    plan = replace(PLAN, gates=(RANDOM, panel))
    table = make_replies(Said(100, 0.66, 0.22), Said(1000, 0.2, 0.66, "open_link"))
    arms = (Arm("random_invitation", "random_invitation", "letters", 600, published=True),
            Arm("open_link", "chance_panel", "the panel"))  # fmt: skip
    finding = find(plan, table, make_facts(table, arms=arms))
    assert (finding.kind, finding.state) == ("chance_panel", "majority_opposition")


def test_a_finding_survives_being_stored() -> None:
    for said in ((), (Said(1000, 0.66, 0.22), OPEN_LINK), (Said(800, 0.5, 0.4),)):
        finding = found(*said)
        assert parse_finding(json.loads(json.dumps(to_document(finding), allow_nan=False))) == finding


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"submissions": 5}, "do not add up"),
        ({"removed": (Removed("duplicate", "the same person again", 3),)}, "do not add up"),
        ({"arms": ()}, "“random_invitation”"),
        ({"now": datetime(2027, 4, 1)}, "time zone"),  # noqa: DTZ001  the missing zone is the point
        ({"benchmark": 0.5}, "1 or more"),
        ({"benchmark": float("nan")}, "1 or more"),
        ({"benchmark": float("inf")}, "1 or more"),
    ],
)
def test_facts_that_contradict_the_replies_are_refused(change: dict[str, object], words: str) -> None:
    table = make_replies(Said(20, 0.5, 0.5))
    facts: Facts = make_facts(table, **change)
    with pytest.raises(FindingRefused) as refused:
        find(PLAN, table, facts)
    assert words in refused.value.sentence
