"""A plan in words names every threshold that decides."""

from dataclasses import replace

from analysis.finding.words.plan import PlanWords, write_plan
from tests.analysis.finding.worlds import make_plan

PLAN = make_plan()
LABELS = {"tend_support": "Tend to support", "dont_know": "Don’t know"}


def text_of(words: PlanWords) -> str:
    return " ".join(sentence for section in words.sections for sentence in section.sentences)


def test_every_threshold_is_named() -> None:
    text = text_of(write_plan(PLAN, "Kent and Medway", LABELS))
    for part in (
        "more than half", "95 %", "1.25 times", "400 random replies", "10 %", "5 times the average",
        "Holm", "5 texts or more", "Census 2021", "“Tend to support”", "“Don’t know”", PLAN.version,
    ):  # fmt: skip
        assert part in text, part


def test_another_threshold_makes_other_words() -> None:
    changed = replace(PLAN, rule=replace(PLAN.rule, theta=0.6, gamma=2.0, jackknife=True))
    words = write_plan(changed, "Kent and Medway", LABELS)
    assert "more than 60 % support it" in words.rule
    assert "2 times as likely" in words.rule
    assert "jackknife" in text_of(words)
