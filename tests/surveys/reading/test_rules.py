from typing import Any

import pytest

from surveys.conditions import All, AnsweredText, AnyOf, Not, OneOf, Within
from surveys.reading.reader import Reader, Reading
from surveys.reading.rules import DEEPEST, read_rule


def read(rule: Any) -> tuple[Any, list[str]]:
    reader = Reader(rule, "rule", Reading())
    return read_rule(reader), [problem.sentence for problem in reader.reading.problems]


RED = OneOf("colour", frozenset({"red"}))


@pytest.mark.parametrize(
    ("rule", "condition"),
    [
        ({"variable": "colour", "is": "red"}, RED),
        ({"variable": "colour", "in": ["red", "blue"]}, OneOf("colour", frozenset({"red", "blue"}))),
        ({"variable": "visits", "at_least": 2, "at_most": 3}, Within("visits", 2, 3)),
        ({"answered_text": ["why"]}, AnsweredText(("why",))),
        ({"all": [{"variable": "colour", "is": "red"}]}, All((RED,))),
        ({"any": [{"variable": "colour", "is": "red"}]}, AnyOf((RED,))),
        ({"not": {"variable": "colour", "is": "red"}}, Not(RED)),
    ],
)
def test_rules_become_conditions(rule: Any, condition: Any) -> None:
    assert read(rule) == (condition, [])


NEEDS = "A rule about a variable needs “is”, “in”, “at_least”, “at_most” or “answered”: true."


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ({}, "A rule needs one of: all, any, not, answered_text, variable."),
        ({"variable": "colour"}, NEEDS),
        ({"variable": "colour", "answered": False}, NEEDS),
        ({"variable": "colour", "is": "red", "in": ["blue"]}, "“in” is not a known field here."),
        ({"variable": "visits", "at_least": [1]}, "“at_least” must be a number or a date."),
        ({"all": []}, "“all” must have at least one entry."),
        ({"all": "x"}, "“all” must be a list."),
        ({"not": "x"}, "This must be an object with named fields."),
        ({"answered_text": [3]}, "“answered_text” must be a list of codes."),
    ],
)
def test_what_is_no_rule_is_told(rule: Any, sentence: str) -> None:
    assert sentence in read(rule)[1]


def test_rules_nested_without_end_are_cut_off() -> None:
    rule: dict[str, Any] = {"variable": "colour", "is": "red"}
    for _ in range(DEEPEST + 1):
        rule = {"not": rule}
    assert read(rule)[1] == [f"Rules may not be nested more than {DEEPEST} deep."]
    assert read(rule["not"])[1] == []
