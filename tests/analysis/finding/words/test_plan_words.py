"""A plan in words names every threshold that decides."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from analysis.finding.words.plan import PlanWords, write_plan
from analysis.plan.sensitivities import SENSITIVITIES, SHOWN_ONLY
from tests.analysis.finding.worlds import make_plan

PLAN = make_plan()
LONDON = ZoneInfo("Europe/London")
LABELS = {"tend_support": "Tend to support", "dont_know": "Don’t know"}


def text_of(words: PlanWords) -> str:
    return " ".join(sentence for section in words.sections for sentence in section.sentences)


def test_every_threshold_is_named() -> None:
    text = text_of(write_plan(PLAN, "Kent and Medway", LABELS, LONDON))
    for part in (
        "more than half", "95 %", "1.25 times", "400 random replies", "10 %", "5 times the average",
        "Holm", "5 texts or more", "less than 2 seconds", "5 or more replies", "10 or more answers",
        "Census 2021", "“Tend to support”", "“Don’t know”", PLAN.version,
    ):  # fmt: skip
        assert part in text, part


def test_another_threshold_makes_other_words() -> None:
    changed = replace(PLAN, rule=replace(PLAN.rule, theta=0.6, gamma=2.0, jackknife=True))
    words = write_plan(changed, "Kent and Medway", LABELS, LONDON)
    assert "more than 60 % support it" in words.rule
    assert "2 times as likely" in words.rule
    assert "jackknife" in text_of(words)


@pytest.mark.parametrize(
    ("closes", "said"),
    [
        (datetime(2027, 6, 30, 23, 30, tzinfo=UTC), "Closes on 1 July 2027 at 12:30am (BST)."),
        (datetime(2027, 12, 31, 12, 0, tzinfo=UTC), "Closes on 31 December 2027 at 12:00pm (GMT)."),
    ],
)
def test_times_are_those_that_people_live_by(closes: datetime, said: str) -> None:
    assert said in text_of(write_plan(replace(PLAN, closes=closes), "Kent and Medway", LABELS, LONDON))


def test_checks_that_decide_nothing_are_not_said_to_bind() -> None:
    words = write_plan(PLAN, "Kent and Medway", LABELS, LONDON)
    told = next(section.sentences for section in words.sections if section.title == "Checks")
    assert "must agree" in told[0]
    assert told[-1].startswith("Shown beside them, and decides nothing: ")
    for code in SHOWN_ONLY:
        assert SENSITIVITIES[code] in told[-1]
        assert f"{SENSITIVITIES[code].capitalize()}." not in told
