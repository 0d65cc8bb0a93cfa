"""Two typings of a form: only what would count is compared, and not how it is written."""

import pytest

from surveys import library
from surveys.document import parse
from surveys.double_entry import compare
from surveys.questionnaire import Questionnaire

FORM = {"replying_as": "lives", "place": "E07000110", "support": "neither", "why": "It is  not\nsafe."}


@pytest.fixture(scope="module")
def questionnaire() -> Questionnaire:
    return parse(library.load("facial-recognition"))


def test_two_equal_typings_differ_in_nothing(questionnaire: Questionnaire) -> None:
    found = compare(questionnaire, FORM, FORM | {"why": "it is not safe."})
    assert (found.compared, found.differences) == (4, ())


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("I don't want cameras outside the cafe\u0301", "I don’t want cameras outside the café"),
        ("co-operate – now", "co\u2011operate - now"),
        ("one\u00a0two", "one two"),
    ],
)
def test_what_reads_the_same_is_the_same(questionnaire: Questionnaire, first: str, second: str) -> None:
    assert compare(questionnaire, FORM | {"why": first}, FORM | {"why": second}).differences == ()


@pytest.mark.parametrize(("first", "second"), [("résumé", "resume"), ("It is safe", "It is safer")])
def test_what_reads_otherwise_differs(questionnaire: Questionnaire, first: str, second: str) -> None:
    assert len(compare(questionnaire, FORM | {"why": first}, FORM | {"why": second}).differences) == 1


def test_differences_are_said_in_words_and_in_order(questionnaire: Questionnaire) -> None:
    found = compare(
        questionnaire, FORM, FORM | {"why": "It is safe.", "support": "tend_oppose", "sex": "male"}
    )
    assert [each.question.name for each in found.differences] == ["support", "why", "sex"]
    assert found.differences[0].first == ("Neither support nor oppose",)
    assert found.differences[2].first == ()
    assert found.compared == 5


def test_answers_to_questions_that_are_not_asked_are_not_compared(questionnaire: Questionnaire) -> None:
    unasked = {"clarity": "very_clear", "more": "no"}
    found = compare(questionnaire, FORM | {"more": "no"}, FORM | unasked)
    assert found.differences == ()
