from typing import Any

import pytest

from surveys.questions.multiple import Multiple
from tests.surveys.examples import (
    UNSURE,
    ask,
    make,
    make_question,
    messages,
    options,
    post,
    sentences_of,
    wrap,
)


def test_each_option_on_the_scale_is_a_yes_or_no() -> None:
    question = make_question("multiple")
    assert question.encode(["apple"]) == {"fruit_apple": "yes", "fruit_pear": "no", "fruit_none": "no"}
    assert {variable.scale for variable in question.variables()} == {"binary"}


def test_an_answer_outside_the_scale_says_so_for_every_option() -> None:
    question = make_question("multiple")
    assert set(question.encode(["unsure"]).values()) == {"unsure"}
    assert all(variable.outside == {"unsure"} for variable in question.variables())


@pytest.mark.parametrize("picked", [["none", "apple"], ["apple", "unsure"], ["none", "unsure"]])
def test_an_exclusive_option_stands_alone(picked: list[str]) -> None:
    found = messages(post(make_question("multiple"), {"fruit": picked}))
    assert len(found) == 1
    assert found[0].startswith("Select either “No")
    assert found[0].endswith("on its own, or any of the other answers")


def test_the_answer_follows_the_order_of_the_options_and_names_each_once() -> None:
    question = make_question("multiple")
    form = post(question, {"fruit": ["pear", "apple", "pear"]})
    assert question.answer(form.data) == ["apple", "pear"]


@pytest.mark.parametrize(
    ("values", "possible"),
    [
        ({"fruit_apple": "yes", "fruit_pear": "no"}, True),
        ({"fruit_apple": "no", "fruit_pear": "no"}, True),
        ({"fruit_apple": "yes", "fruit_none": "yes"}, False),
        ({"fruit_apple": "yes", "fruit_pear": None}, False),
        ({"fruit_apple": "no", "fruit_pear": "no", "fruit_none": "no"}, False),
        ({"fruit_apple": "unsure", "fruit_pear": "no"}, False),
    ],
)
def test_it_knows_what_one_answer_can_give_together(values: dict[str, str | None], possible: bool) -> None:
    assert make_question("multiple").possible(values) is possible


def test_exclusive_options_must_exist() -> None:
    document = wrap(ask("multiple", options=options("a", "b"), exclusive=["c"]))
    assert sentences_of(document) == ["The exclusive option “c” is not one of the options."]


def test_options_outside_the_scale_must_be_exclusive() -> None:
    document = wrap(ask("multiple", options=[*options("a"), UNSURE], exclusive=[]))
    assert sentences_of(document) == ["The option “unsure” is outside the scale, so it must be exclusive."]


@pytest.mark.parametrize(
    ("limits", "picked", "message"),
    [
        ({"most": 2}, ["a", "b"], None),
        ({"most": 2}, ["a", "b", "c"], "Select 2 answers or fewer: you have selected 3"),
        ({"least": 2}, ["a"], "Select at least 2 answers"),
        ({"least": 2}, ["none"], None),
        ({"least": 2}, [], None),
        ({"least": 2, "most": 2}, ["a", "c"], None),
    ],
)
def test_the_number_of_answers_can_be_limited(
    limits: dict[str, int], picked: list[str], message: str | None
) -> None:
    question = make(Multiple, options=options("a", "b", "c", "none"), exclusive=["none"], **limits)
    assert messages(post(question, {question.name: picked})) == ([message] if message else [])


@pytest.mark.parametrize(
    ("limits", "told"),
    [
        ({}, "Select all that apply."),
        ({"most": 2}, "Select up to 2."),
        ({"least": 2, "most": 2}, "Select exactly 2."),
        ({"least": 2, "most": 3}, "Select from 2 to 3."),
        ({"least": 2}, "Select 2 or more."),
        ({"hint": "Think of last year."}, "Think of last year."),
        ({"hint": "Think of last year.", "most": 2}, "Think of last year. Select up to 2."),
    ],
)
def test_people_are_told_how_many(limits: dict[str, Any], told: str) -> None:
    assert make(Multiple, options=options("a", "b", "c"), exclusive=[], **limits).told == told


@pytest.mark.parametrize(
    "limits", [{"most": 4}, {"least": 0}, {"least": 3, "most": 2}, {"most": 1.5}, {"most": -1}]
)
def test_limits_that_make_no_sense_are_refused(limits: dict[str, float]) -> None:
    document = wrap(ask("multiple", options=options("a", "b", "c"), exclusive=[], **limits))
    assert any("“least” and “most”" in sentence for sentence in sentences_of(document))


def test_a_rule_that_needs_more_than_can_be_picked_is_told() -> None:
    both = {"all": [{"variable": "fruit_a", "is": "yes"}, {"variable": "fruit_b", "is": "yes"}]}
    one = ask("multiple", options=options("a", "b", "c"), exclusive=[], most=1)
    assert "No answers lead to this question." in sentences_of(wrap(one, ask("text", show_if=both)))
