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
