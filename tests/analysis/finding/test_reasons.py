"""Why a finding is not settled: each reason where it applies, the weightiest first."""

from dataclasses import replace

import pytest

from analysis.finding.doubts.checks import Check
from analysis.finding.rule import decide, explain, leading
from analysis.finding.samples.figures import Estimate, Result, Share
from analysis.plan.defaults import RULE
from analysis.vocabulary import STATES

Range = tuple[float, float, float]


def result(support: Range, oppose: Range) -> Result:
    rest = 1 - support[0] - oppose[0]
    ranges = (support, oppose, (rest, rest, rest))
    shares = tuple(
        Share(state, 1, Estimate(*each), Estimate(*each)) for state, each in zip(STATES, ranges, strict=True)
    )
    return Result(900, 0.0, 900.0, 1.0, shares)


def check(code: str, support: float | None, *, agrees: bool | None = False) -> Check:
    return Check(code, code.replace("_", " "), 500, support, 0.3, 0.1, binds=True, agrees=agrees, note="No.")


LOW = (0.2, 0.19, 0.21)
SURE = result((0.66, 0.63, 0.69), LOW)


@pytest.mark.parametrize(
    ("support", "oppose", "codes"),
    [
        ((0.53, 0.49, 0.57), (0.35, 0.31, 0.39), ["selection", "chance"]),
        ((0.54, 0.52, 0.56), LOW, ["selection"]),
        ((0.57, 0.54, 0.60), LOW, ["selection"]),
        ((0.60, 0.45, 0.74), LOW, ["chance"]),
        ((0.45, 0.43, 0.47), (0.30, 0.28, 0.32), ["unsure", "selection"]),
        ((0.40, 0.38, 0.42), (0.38, 0.36, 0.40), ["unsure"]),
        ((0.48, 0.44, 0.52), (0.30, 0.28, 0.32), ["selection", "chance", "unsure"]),
        ((0.30, 0.28, 0.32), (0.45, 0.43, 0.47), ["unsure", "selection"]),
    ],
)
def test_reasons_of_a_sample_that_is_not_settled(support: Range, oppose: Range, codes: list[str]) -> None:
    found = result(support, oppose)
    assert decide(found, (), RULE, 1.25) == "not_settled"
    assert [reason.code for reason in explain(found, (), RULE, 1.25)] == codes


def test_the_reason_speaks_of_the_leading_side() -> None:
    opposed = result((0.35, 0.31, 0.39), (0.53, 0.49, 0.57))
    assert leading(opposed) == "oppose"
    reason, _ = explain(opposed, (), RULE, 1.25)
    assert reason.sentence == (
        "Who chose to answer could put opposition either side of half; more replies alone would not settle it."
    )


def test_a_high_line_can_be_out_of_reach_for_both() -> None:
    strict = replace(RULE, theta=0.9)
    (reason,) = explain(SURE, (), strict, 1.0)
    assert (reason.code, reason.sentence) == ("divided", "Neither side reaches 90 %.")


def test_checks_that_disagree_are_named_campaigns_first() -> None:
    checks = (check("other_way", 0.49), check("without_campaigns", 0.4), check("third", 0.7))
    assert decide(SURE, checks, RULE, 1.25) == "not_settled"
    assert [(reason.code, reason.sentence) for reason in explain(SURE, checks, RULE, 1.25)] == [
        ("campaign", "Without the texts of campaigns it would not be more than half."),
        ("specification", "It would not be more than half if it were computed other way."),
    ]


def test_a_check_that_could_not_be_made_is_a_reason() -> None:
    checks = (check("joint", None, agrees=None),)
    assert decide(SURE, checks, RULE, 1.25) == "not_settled"
    (reason,) = explain(SURE, checks, RULE, 1.25)
    assert reason.sentence == "A registered check (joint) failed: No."


def test_a_majority_needs_the_tilted_end_above_theta() -> None:
    assert decide(SURE, (), RULE, 1.25) == "majority_support"
    assert decide(SURE, (), RULE, 1.7) == "majority_support"
    assert decide(SURE, (), RULE, 1.71) == "not_settled"
