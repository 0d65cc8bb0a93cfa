"""Findings in words, in full: one for each state."""

from dataclasses import replace
from datetime import date

import pytest

from analysis.finding.companions import Companion
from analysis.finding.doubts.tipping import Tipping
from analysis.finding.finding import Finding
from analysis.finding.participation import Missing
from analysis.finding.rule import Reason
from analysis.finding.samples.figures import Estimate, Result, Share
from analysis.finding.samples.ways import Way
from analysis.finding.states import State
from analysis.finding.waterfall import Counts
from analysis.finding.words.phrases import Names
from analysis.finding.words.rule import rule_sentences
from analysis.finding.words.sentences import status, write
from analysis.vocabulary import STATES
from tests.analysis.finding.worlds import CLOSES, make_plan

NAMES = Names("Kent and Medway", "The Chief Constable of Kent Police", date(2027, 6, 30))
CLOSING = "This informs the Chief Constable of Kent Police’s decision due 30 June 2027; it does not make it."
STATES_OF_A_FINDING: tuple[State, ...] = (
    "open", "too_little", "majority_support", "majority_opposition", "not_settled",
)  # fmt: skip


def result(n: int, *shares: tuple[float, float, float]) -> Result:
    made = tuple(
        Share(state, round(n * each[0]), Estimate(*each), Estimate(*each))
        for state, each in zip(STATES, shares, strict=True)
    )
    return Result(n, 0.0, n / 1.2, 1.2, made)


SUPPORT = result(910, (0.661, 0.628, 0.692), (0.222, 0.19, 0.25), (0.117, 0.1, 0.14))
BLACK = result(118, (0.44, 0.35, 0.53), (0.41, 0.32, 0.5), (0.15, 0.1, 0.22))


def closed(state: State, sample: Result | None = SUPPORT, **others: object) -> Finding:
    finding = Finding(
        state=state,
        digest="",
        theta=0.5,
        gamma=1.25,
        closes=CLOSES,
        counts=Counts(3120, None, None),
        waterfall=(),
        replies=3120,
        kind="random_invitation",
        sample=sample,
    )
    return replace(finding, **others)  # type: ignore[arg-type]


def flat(text: str) -> str:
    return " ".join(text.split())


def test_open() -> None:
    finding = closed("open", None, replies=1842, missing=Missing("Residents aged 16 to 24", 37, 0.0201, 0.12))
    assert str(write(finding, NAMES)) == flat("""
        1,842 replies so far; open until 14 March. Residents aged 16 to 24 are 2 % of replies and 12 % of residents.
        No conclusion is drawn before closing.
    """)
    few = replace(finding, missing=Missing("Asian residents", 4, 0.01, 0.04))
    assert flat("Asian residents are 4 % of residents; too few have replied to show their share.") in str(
        write(few, NAMES)
    )


def test_majority_support() -> None:
    finding = closed(
        "majority_support",
        tipping=Tipping(1.69, 0.47, 0.134, 96, 121),
        companions=(Companion("Black residents", "not_settled", 100, BLACK),),
    )
    assert str(write(finding, NAMES)) == flat(f"""
        In a random sample of 905, adjusted to the census, 66 % support it (likely range 63–69), 22 % oppose it and
        12 % are neither or unsure. This stands unless supporters were over 1.6 times as likely to answer.
        Black residents: 42 % support, 42 % oppose, 16 % neither or unsure, 120 replies, not settled. {CLOSING}
    """)


def test_what_else_would_overturn_it() -> None:
    finding = closed("majority_support", tipping=Tipping(1.69, 0.47, 0.134, 96, 121))
    silent, correlation, replies = write(finding, NAMES).details
    assert silent == (
        "It would be no majority of those invited if fewer than 47 % of those who did not answer support it."
    )
    assert correlation.startswith("A correlation of 0.13 between answering and this view would be enough")
    assert replies == flat("""
        About 90 more replies of the other side in the sample would undo it; so would about 120 of these replies if they
        were false.
    """)
    sure = closed("majority_opposition", tipping=Tipping(1.38, -0.1, None, 100, 90))
    assert write(sure, NAMES).details[0] == (
        "Even if nobody who was invited and did not answer would oppose it, it would stand."
    )


def test_majority_opposition() -> None:
    sample = result(910, (0.27, 0.24, 0.3), (0.61, 0.58, 0.64), (0.12, 0.1, 0.14))
    finding = closed("majority_opposition", sample, tipping=Tipping(1.38, None, None, 40, 50))
    assert str(write(finding, NAMES)) == flat(f"""
        In a random sample of 910, adjusted to the census, 61 % oppose it (likely range 58–64), 27 % support it and
        12 % are neither or unsure. This stands unless opponents were over 1.3 times as likely to answer. {CLOSING}
    """)


def test_not_settled() -> None:
    sample = result(905, (0.53, 0.49, 0.57), (0.35, 0.31, 0.39), (0.12, 0.1, 0.14))
    turned = (
        "Who chose to answer could put support either side of half; more replies alone would not settle it."
    )
    finding = closed("not_settled", sample, reasons=(Reason("selection", turned),))
    assert str(write(finding, NAMES)) == flat(f"""
        In a random sample of 905, adjusted to the census, 53 % support it (likely range 49–57), 35 % oppose it and
        12 % are neither or unsure. {turned} {CLOSING}
    """)


def test_what_would_settle_it() -> None:
    chance = closed("not_settled", reasons=(Reason("chance", "Chance alone could."),), more=437)
    assert write(chance, NAMES).stands == (
        "Chance alone could. About 440 more replies like these would settle it if the shares stayed."
    )
    assert write(replace(chance, more=None), NAMES).stands.endswith("More replies alone would not settle it.")


def test_too_little_without_a_random_sample() -> None:
    chose = result(3120, (0.49, 0.47, 0.51), (0.48, 0.46, 0.5), (0.03, 0.02, 0.04))
    way = Way("open_link", "open_link", "the open link", chose)
    finding = closed("too_little", None, chose=chose, arms=(way,), kind=None)
    assert str(write(finding, NAMES)) == flat(f"""
        Of 3,125 people who chose to reply, 49 % support it, 48 % oppose it and 3 % are neither or unsure. Without a
        random sample this cannot show what Kent and Medway think. What people wrote in their own words must be
        considered all the same. {CLOSING}
    """)


def test_groups_too_small_for_shares_are_named_without_them() -> None:
    small = result(6, (0.3, 0, 1), (0.4, 0, 1), (0.3, 0, 1))
    few = closed(
        "not_settled", companions=(Companion("Other residents", "too_little", 100, small),), heard=("Roma",)
    )
    assert write(few, NAMES).companions == (
        "Other residents: fewer than 10 replies, too few to say.",
        "Roma are heard in sessions; there are no figures for them.",
    )


def test_the_rule_in_two_sentences() -> None:
    plan = make_plan()
    assert rule_sentences(plan, NAMES.place) == flat("""
        We report majority support only if, in a random sample adjusted to the census, more than half support it
        after allowing for chance and for supporters being 1.25 times as likely to answer; majority opposition in the
        same way. Open replies explain why and stand beside it; alone they never count as the view of Kent and Medway.
    """)
    stricter = replace(plan, rule=replace(plan.rule, theta=0.6, gamma=1.5))
    assert "more than 60 % support it" in rule_sentences(stricter, NAMES.place)


@pytest.mark.parametrize("state", STATES_OF_A_FINDING)
def test_every_state_has_its_words_and_none_is_a_verdict(state: State) -> None:
    words = status(state, NAMES)
    assert words
    assert "verdict" not in words.lower()
