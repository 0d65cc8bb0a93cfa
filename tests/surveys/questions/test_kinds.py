from typing import Any

import pytest
from wtforms import Form

from surveys.questions import KINDS
from surveys.questions.base import QUICK
from surveys.variables import SCALES
from tests.surveys.examples import EXAMPLES, make_question, messages, post

ANSWERS = [(kind, answer) for kind, example in EXAMPLES.items() for answer in example.answers]
MADE_UP = [(kind, answer) for kind, example in EXAMPLES.items() for answer in example.made_up]
ASKING = [kind for kind in EXAMPLES if KINDS[kind].asks]

each_answer = pytest.mark.parametrize(("kind", "answer"), ANSWERS)


def test_every_kind_has_an_example() -> None:
    assert EXAMPLES.keys() == KINDS.keys()


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_says_its_name_and_has_a_template(kind: str) -> None:
    question = make_question(kind)
    assert (type(question), question.kind, question.template) == (KINDS[kind], kind, kind)


@each_answer
def test_an_answer_goes_through_the_form_unchanged(kind: str, answer: Any) -> None:
    question = make_question(kind)
    form = post(question, question.form_data(answer))
    assert messages(form) == []
    assert question.answer(form.data) == answer


@each_answer
def test_a_form_filled_in_from_an_answer_shows_it(kind: str, answer: Any) -> None:
    question = make_question(kind)
    form = type("PageForm", (Form,), question.fields())(data=question.form_data(answer))
    assert question.answer(form.data) == answer


@each_answer
def test_stored_values_give_the_answer_back(kind: str, answer: Any) -> None:
    question = make_question(kind)
    assert question.is_text or question.decode(question.encode(answer)) == answer


@each_answer
def test_every_stored_value_has_a_counter_and_one_answer_can_give_them_all(kind: str, answer: Any) -> None:
    question = make_question(kind)
    variables = {variable.name: variable for variable in question.variables()}
    stored = question.encode(answer)
    assert bool(stored) != question.is_text
    assert all(variables[name].slot(value) is not None for name, value in stored.items())
    assert question.possible(stored)


@each_answer
def test_an_answer_can_be_read_aloud(kind: str, answer: Any) -> None:
    assert all(make_question(kind).words(answer))
    assert make_question(kind).words(answer)


@pytest.mark.parametrize("kind", KINDS)
def test_variables_are_sound(kind: str) -> None:
    question = make_question(kind)
    for variable in question.variables():
        codes = [value.code for value in variable.values]
        assert variable.scale in SCALES
        assert variable.question == question.name
        assert len(set(codes)) == len(codes)
        assert variable.outside <= set(codes)
        assert not variable.edges or len(variable.edges) == len(codes) - len(variable.outside) + 1


@pytest.mark.parametrize(("kind", "answer"), MADE_UP)
def test_what_was_not_offered_is_refused_by_the_form_and_never_encoded(kind: str, answer: Any) -> None:
    question = make_question(kind)
    assert messages(post(question, question.form_data(answer)))
    assert question.encode(answer) == {}


@pytest.mark.parametrize("kind", ASKING)
def test_a_question_may_be_left_unanswered(kind: str) -> None:
    question = make_question(kind)
    form = post(question, {})
    assert messages(form) == []
    assert question.answer(form.data) is None


@pytest.mark.parametrize("kind", ASKING)
def test_a_required_question_says_in_plain_words_that_it_needs_an_answer(kind: str) -> None:
    found = messages(post(make_question(kind, required=True), {}))
    assert found
    assert all(message.startswith(("Select", "Enter", "Give")) for message in found)


@pytest.mark.parametrize("kind", sorted(set(ASKING) - {"grid"}))
def test_a_questionnaire_may_say_it_in_its_own_words(kind: str) -> None:
    question = make_question(kind, required=True, missing="Tell us, please")
    assert messages(post(question, {})) == ["Tell us, please"]


@pytest.mark.parametrize("typed", ["\x00", "\ud800", "\udfff\x00", "\x0b\x7f\x85", "\u2028"])
@pytest.mark.parametrize("kind", ASKING)
def test_characters_that_cannot_be_stored_never_come_through(kind: str, typed: str) -> None:
    question = make_question(kind)
    form = post(question, dict.fromkeys(question.fields(), f"a{typed}b"))
    shown = [getattr(field, "typed", field.data) for field in form]
    for text in map(str, (*shown, question.answer(form.data))):
        assert typed not in text
        text.encode()


@pytest.mark.parametrize("kind", KINDS)
def test_the_time_it_takes_grows_with_the_words(kind: str) -> None:
    slow = make_question(kind, hint="word " * 238)
    assert slow.seconds(QUICK) - make_question(kind).seconds(QUICK) == pytest.approx(60)
