"""Shape: whatever a file holds, what cannot be worked on is told and breaks nothing."""

import copy
from typing import Any

import pytest

from surveys.drafting.shape import empty_bundle, shape_problems

QUESTION = {"name": "why", "kind": "text", "title": "Why?"}
ODD: list[Any] = [None, 5, [], {}, [[]], [{}], "x", True]


def with_sections(sections: Any) -> dict[str, Any]:
    made = copy.deepcopy(empty_bundle("A"))
    made["questionnaire"]["sections"] = sections
    return made


def test_a_whole_one_can_be_worked_on() -> None:
    assert shape_problems(with_sections([{"name": "views", "questions": [QUESTION]}])) == []


@pytest.mark.parametrize("odd", ODD)
def test_odd_kinds_names_questions_and_sections_are_told(odd: Any) -> None:
    for field in ("kind", "name"):
        section = {"name": "views", "questions": [QUESTION | {field: odd}]}
        assert shape_problems(with_sections([section])) or (field, odd) == ("name", "x")
    assert odd == [] or shape_problems(with_sections([{"name": "views", "questions": odd}]))
    assert odd == [] or shape_problems(with_sections(odd))
    assert shape_problems(with_sections([{"name": "views"}])), "questions are added to a list"


FIELDS = {"options": [5], "exclusive": 5, "tests": 5, "help": ["x"], "show_if": 5}


@pytest.mark.parametrize("field", FIELDS)
def test_fields_that_no_form_could_show_are_told(field: str) -> None:
    question = QUESTION | {"kind": "multiple", "options": [], field: FIELDS[field]}
    told = shape_problems(with_sections([{"name": "views", "questions": [question]}]))
    assert [each.place for each in told] == [f"question “why”, {field}"]


def test_rules_and_lines_that_are_none_are_told() -> None:
    made = with_sections([{"name": "views", "questions": [], "show_if": 5}])
    made["questionnaire"]["eligible"] = ["x"]
    made["proposal"]["can_change"] = 5
    assert [each.place for each in shape_problems(made)] == [
        "can_change",
        "questionnaire, eligible",
        "section “views”, show_if",
    ]
