from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.checks import reach
from surveys.checks.reach import is_reachable
from surveys.routing import route
from tests.surveys.examples import ask, options, problems_of, wrap
from tests.surveys.strategies import answers_to, questionnaires, unhurried

NOWHERE = "No answers lead to this question."
RED = {"variable": "colour", "is": "red"}
BEFORE = [
    ask("single"),
    ask("multiple"),
    ask("number"),
    ask("date"),
    ask("ranking"),
    ask("grid"),
    ask("text"),
]


def unreached(*questions: dict[str, Any]) -> list[str]:
    return [problem.place for problem in problems_of(wrap(*questions)) if problem.sentence == NOWHERE]


@pytest.mark.parametrize(
    "rule",
    [
        {"all": [RED, {"variable": "colour", "is": "blue"}]},
        {"all": [RED, {"not": RED}]},
        {"all": [{"variable": "fruit_apple", "is": "yes"}, {"variable": "fruit_none", "is": "yes"}]},
        {"all": [{"variable": "visits", "at_least": 3}, {"variable": "visits", "at_most": 2}]},
        {"all": [{"variable": "visits", "at_least": 2.2}, {"variable": "visits", "at_most": 2.8}]},
        {"variable": "visits", "at_least": 31},
        {"variable": "day", "at_least": "2027-07-01"},
        {"all": [{"variable": "sports_chess", "at_most": 1}, {"variable": "sports_darts", "at_most": 1}]},
        {"all": [{"variable": "sports_chess", "at_most": 1}, {"variable": "sports_neither", "is": "yes"}]},
        {"all": [{"answered_text": ["story"]}, {"not": {"answered_text": ["story"]}}]},
    ],
)
def test_what_no_answer_can_make_true_is_told(rule: dict[str, Any]) -> None:
    assert unreached(*BEFORE, ask("information", show_if=rule)) == ["question “facts”"]


@pytest.mark.parametrize(
    "rule",
    [
        {"any": [RED, {"variable": "colour", "is": "blue"}]},
        {"not": {"variable": "colour", "in": ["red", "blue", "unsure"]}},
        {"all": [{"variable": "fruit_apple", "is": "no"}, {"variable": "fruit_pear", "is": "no"}]},
        {"all": [{"variable": "visits", "at_least": 2}, {"variable": "visits", "at_most": 2}]},
        {"all": [{"variable": "visits", "at_least": 2.5}, {"variable": "visits", "at_most": 3.5}]},
        {"all": [{"variable": "day", "at_least": "2027-06-30"}, RED]},
        {"all": [{"variable": "meals_lunch", "is": "good"}, {"variable": "meals_supper", "is": "bad"}]},
        {"all": [{"variable": "sports_chess", "at_most": 1}, {"variable": "sports_darts", "at_least": 3}]},
        {
            "all": [
                {"not": {"variable": "visits", "at_least": 5}},
                {"not": {"variable": "visits", "at_most": 3}},
                {"variable": "visits", "at_least": 0},
            ]
        },
        {
            "all": [
                {"not": {"variable": "day", "at_least": "2024-01-03"}},
                {"not": {"variable": "day", "at_most": "2024-01-01"}},
                {"variable": "day", "answered": True},
            ]
        },
        {"answered_text": ["story"]},
    ],
)
def test_what_some_answer_can_make_true_is_not(rule: dict[str, Any]) -> None:
    assert unreached(*BEFORE, ask("information", show_if=rule)) == []


def test_what_a_hidden_question_asks_is_never_answered() -> None:
    hidden = ask("number", show_if={"variable": "colour", "is": "red"})
    behind = {"all": [{"variable": "visits", "answered": True}, {"variable": "colour", "is": "blue"}]}
    assert unreached(ask("single"), hidden, ask("text", show_if=behind)) == ["question “story”"]


def test_a_question_that_depends_on_a_wrong_rule_is_not_judged() -> None:
    wrong = ask("number", show_if={"variable": "shade", "is": "red"})
    assert unreached(wrong, ask("text", show_if={"variable": "visits", "answered": True})) == []


def test_too_many_combinations_count_as_reachable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reach, "MOST_TRIED", 2)
    rule = {"all": [RED, {"not": RED}]}
    assert unreached(ask("single"), ask("text", show_if=rule)) == []


def test_two_options_that_exclude_each_other_can_both_be_answered() -> None:
    """Whoever picks the one has answered that they did not pick the other."""
    kinds = [*options("train", "bus"), {**options("none")[0], "exclusive": True}]
    rule = {"all": [{"variable": f"means_{code}", "answered": True} for code in ("train", "none")]}
    assert unreached(ask("multiple", options=kinds), ask("text", show_if=rule)) == []


def test_many_rows_do_not_hold_up_an_editor() -> None:
    rows = options(*"abcdefghijkl")
    rule = {"all": [{"variable": f"meals_{row['code']}", "is": "good"} for row in rows]}
    assert unreached(ask("grid", rows=rows), ask("text", show_if=rule)) == []


@unhurried
@given(st.data())
def test_whatever_is_shown_is_reachable(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    answers = data.draw(answers_to(questionnaire))
    for question in route(questionnaire, answers).questions:
        assert is_reachable(question, questionnaire)
