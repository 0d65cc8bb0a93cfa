"""Unusual ways of being reached, answers and plans: what is found, and what a commissioner reads."""

from dataclasses import replace

import pytest

from analysis.disclosure.withheld import Shown
from analysis.finding.facts import Arm
from analysis.finding.finder import find
from analysis.finding.finding import Finding
from analysis.finding.words.overturning import bound_sentences
from analysis.finding.words.sentences import write
from analysis.plan.defaults import RANDOM
from analysis.plan.plan import Plan, SampleFrame
from tests.analysis.finding.words.test_sentences import NAMES, flat
from tests.analysis.finding.worlds import Said, make_facts, make_plan, make_replies

PLAN = make_plan()
LETTERS = Arm("random_invitation", "random_invitation", "the first letters", 6000, published=True)
MORE_LETTERS = Arm("open_link", "random_invitation", "the second letters", 6000, published=True)
PANEL = Arm("open_link", "chance_panel", "the panel")
BOTH = replace(
    PLAN, gates=(RANDOM, replace(RANDOM, kind="chance_panel", response_rate=False, least_rate=None))
)
OPPOSED = Said(500, 0.3, 0.6, "open_link")


def found(*said: Said, plan: Plan = PLAN, **changes: object) -> Finding:
    table = make_replies(*said)
    return find(plan, table, make_facts(table, **changes))


def ways(finding: Finding) -> list[tuple[str, bool, Shown[bool] | None]]:
    return [(check.label, check.binds, check.agrees) for check in finding.checks if check.code == "each_way"]


def test_several_random_invitations_are_one_sample_where_their_lists_are_known() -> None:
    arms = (replace(LETTERS, drawn=6000), replace(MORE_LETTERS, drawn=6000))
    said = (Said(600, 0.66, 0.22), Said(500, 0.66, 0.22, "open_link"))
    assert found(*said, arms=arms).state == "too_little"
    frames = tuple(SampleFrame(arm.code, 400_000) for arm in arms)
    plan = replace(PLAN, weighting=replace(PLAN.weighting, frames=frames))
    agreed = found(*said, plan=plan, arms=arms)
    assert (agreed.state, agreed.sample.n if agreed.sample else 0) == ("majority_support", 1100)
    assert ways(agreed) == [
        ("only of those reached in one way: the first letters", False, True),
        ("only of those reached in one way: the second letters", False, True),
    ]


def test_a_panel_beside_a_random_sample_can_stop_it_only_where_it_may_decide() -> None:
    arms = (LETTERS, PANEL)
    stopped = found(Said(600, 0.66, 0.22), OPPOSED, plan=BOTH, arms=arms)
    assert (stopped.kind, stopped.state) == ("random_invitation", "not_settled")
    beside = found(Said(600, 0.66, 0.22), OPPOSED, arms=arms)
    assert (beside.state, ways(beside)) == (
        "majority_support",
        [("only of those reached in one way: the panel", False, False)],
    )


@pytest.mark.parametrize(
    ("said", "change", "sentence"),
    [
        (
            Said(1000, 0.66, 0.22, groups={"age": "unknown"}),
            {},
            "Nobody who replied gave their age, so the replies cannot be weighted by it.",
        ),
        (
            Said(1000, 0.66, 0.22),
            {"cap": 1.01},
            "No weights can match the population figures while no reply counts more than 1.01 times the average;",
        ),
        (
            Said(1000, 0.66, 0.22, silent=1.0),
            {},
            "100 % of the replies left the question out; 10 % are allowed.",
        ),
        (
            Said(40, 0.66, 0.22, silent=0.1),
            {},
            "Fewer than 10 replies left the question out; 10 % are allowed.",
        ),
    ],
)
def test_too_little_says_why(said: Said, change: dict[str, float], sentence: str) -> None:
    plan = replace(PLAN, weighting=replace(PLAN.weighting, **change))  # type: ignore[arg-type]
    finding = found(said, plan=plan)
    assert finding.state == "too_little"
    told = write(finding, NAMES).headline
    assert sentence in told
    assert "This is too little to say what Kent and Medway think." in told


def test_a_gamma_so_large_that_the_range_is_everything() -> None:
    plan = replace(PLAN, rule=replace(PLAN.rule, gamma=1000.0, shown=(1000.0,)))
    finding = found(Said(1000, 0.66, 0.22), plan=plan)
    assert [reason.code for reason in finding.reasons] == ["selection"]
    (only,) = bound_sentences(finding)
    assert only == flat("""
        If one side was up to 1000 times as likely to answer, support lies between 0 and 100 % and opposition between
        0 and 100 %.
    """)


def test_weights_at_the_cap_still_meet_the_figures() -> None:
    ages = ("16-24", "25-34", "35-44", "45-54", "55-64", "65-74")
    finding = found(
        *(Said(150, 0.66, 0.22, groups={"age": age}) for age in ages),
        Said(22, 0.3, 0.6, groups={"age": "75+"}),
    )
    assert finding.state == "majority_support"
    assert next(gate.held for gate in finding.gates if gate.code == "margins")


def test_campaign_texts_all_of_one_side_are_told_apart_from_the_rest() -> None:
    finding = found(Said(800, 0.5, 0.4), Said(400, 1.0, 0.0, groups={"campaign": "yes"}))
    assert (finding.state, [reason.code for reason in finding.reasons]) == ("not_settled", ["campaign"])
    opposed = found(Said(800, 0.7, 0.2), Said(100, 0.0, 1.0, groups={"campaign": "yes"}))
    assert opposed.state == "majority_support"


def test_a_handful_of_random_replies_does_not_lend_its_name_to_an_open_link() -> None:
    finding = found(Said(8, 0.5, 0.5), Said(2000, 0.9, 0.05, "open_link"))
    assert finding.state == "too_little"
    assert "Fewer than 10 people in a random sample answered the question." in write(finding, NAMES).headline
