from typing import Any

import pytest

from tests.surveys.examples import ask, problems_of, wrap

BEFORE = [ask("single"), ask("multiple"), ask("number"), ask("date"), ask("ranking"), ask("text")]


def sentences(rule: dict[str, Any]) -> list[str]:
    document = wrap(*BEFORE, ask("information", show_if=rule))
    return [problem.sentence for problem in problems_of(document) if problem.place == "question “facts”"]


@pytest.mark.parametrize(
    "rule",
    [
        {"variable": "colour", "is": "red"},
        {"variable": "fruit_apple", "in": ["no", "unsure"]},
        {"variable": "visits", "at_least": 3, "at_most": 9},
        {"variable": "visits", "is": "dont_know"},
        {"variable": "sports_chess", "at_most": 2},
        {"variable": "day", "at_least": "2024-01-01"},
        {"variable": "day", "answered": True},
        {"answered_text": ["story"]},
    ],
)
def test_rules_about_what_exists_are_fine(rule: dict[str, Any]) -> None:
    assert sentences(rule) == []


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (
            {"variable": "shade", "is": "red"},
            "The rule looks at “shade”, but there is no variable of this name.",
        ),
        (
            {"variable": "story", "answered": True},
            "The rule looks at “story”, but there is no variable of this name.",
        ),
        (
            {"answered_text": ["colour"]},
            "The rule looks at “colour”, but there is no text question of this name.",
        ),
        ({"variable": "colour", "is": "green"}, "“green” is not one of the values of “colour”."),
        ({"variable": "visits", "is": "0"}, "“0” is not one of the values of “visits”."),
        ({"variable": "sports_chess", "is": "1"}, "“1” is not one of the values of “sports_chess”."),
        (
            {"variable": "colour", "at_least": 1},
            "“colour” is not a number, a rank or a date: use “is” or “in”.",
        ),
        ({"variable": "visits", "at_least": "2024-01-01"}, "“2024-01-01” is not a number, as “visits” is."),
        ({"variable": "day", "at_most": 3}, "“3” is not a date, as “day” is."),
        ({"variable": "day", "at_most": "March"}, "“March” is not a date, as “day” is."),
    ],
)
def test_rules_about_what_does_not_exist_are_told(rule: dict[str, Any], sentence: str) -> None:
    assert sentences(rule) == [sentence]


@pytest.mark.parametrize("where", ["eligible", "consent"])
def test_rules_about_the_whole_are_looked_at_too(where: str) -> None:
    (problem,) = problems_of(wrap(*BEFORE, **{where: {"variable": "shade", "is": "red"}}))
    assert problem.place == where


def test_strata_are_looked_at_too() -> None:
    rule = {"variable": "shade", "is": "red"}
    stratum = {"name": "s", "label": "S", "categories": [{"code": "a", "label": "A", "when": rule}]}
    (problem,) = problems_of(wrap(*BEFORE, strata=[stratum]))
    assert problem.place == "stratum “s”"


def test_the_primary_variable_must_be_counted() -> None:
    document = wrap(ask("single"), primary="colour")
    assert problems_of(document) == ()
    document["sections"][0]["monitoring"] = True
    assert [problem.sentence for problem in problems_of(document)] == [
        "There is no counted variable “colour”."
    ]
