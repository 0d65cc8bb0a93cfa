import pytest

from tests.surveys.examples import UNSURE, ask, make_question, messages, options, post, sentences_of, wrap


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
