from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.questionnaire import Questionnaire
from surveys.routing import (
    contradicting,
    contradictions,
    kept,
    minutes_for,
    missing,
    next_question,
    previous_question,
    route,
    unanswered,
    unsaid,
)
from tests.surveys.examples import ask, read, sentences_of, wrap
from tests.surveys.strategies import answers_to, questionnaires, unhurried


@pytest.fixture
def chain() -> Questionnaire:
    """A red answer leads to a text, and what is written there to a number."""
    return read(
        ask("single", name="first"),
        ask("text", name="second", show_if={"variable": "first", "is": "red"}, required=True),
        ask("number", name="third", show_if={"answered_text": ["second"]}, required=True),
        ask("information", name="last"),
    )


def shown(questionnaire: Questionnaire, **answers: Any) -> list[str]:
    return list(route(questionnaire, answers).names)


def test_rules_open_the_way_step_by_step(chain: Questionnaire) -> None:
    assert shown(chain) == ["first", "last"]
    assert shown(chain, first="red") == ["first", "second", "last"]
    assert shown(chain, first="red", second="words") == ["first", "second", "third", "last"]


def test_hiding_a_question_hides_what_depends_on_it(chain: Questionnaire) -> None:
    answers = {"first": "blue", "second": "words", "third": 3}
    assert shown(chain, **answers) == ["first", "last"]
    assert kept(chain, answers) == {"first": "blue"}


def test_none_is_no_answer(chain: Questionnaire) -> None:
    answers = {"first": "red", "second": None}
    assert shown(chain, **answers) == ["first", "second", "last"]
    assert kept(chain, answers) == {"first": "red"}


def test_missing_are_the_shown_and_required_questions_without_an_answer(chain: Questionnaire) -> None:
    assert missing(chain, {}) == ()
    assert [question.name for question in missing(chain, {"first": "red"})] == ["second"]


def test_the_way_leads_forward_and_back(chain: Questionnaire) -> None:
    answers = {"first": "blue"}
    steps = [next_question(chain, answers), next_question(chain, answers, "first")]
    assert [step and step.name for step in steps] == ["first", "last"]
    assert next_question(chain, answers, "last") is None
    back = [previous_question(chain, answers), previous_question(chain, answers, "last")]
    assert [step and step.name for step in back] == ["last", "first"]
    assert previous_question(chain, answers, "first") is None


def test_from_a_question_that_was_hidden_meanwhile_the_way_goes_on(chain: Questionnaire) -> None:
    following = next_question(chain, {"first": "blue"}, "second")
    assert following is not None
    assert following.name == "last"


def test_the_time_of_a_route_is_that_of_its_pages(chain: Questionnaire) -> None:
    way = route(chain, {})
    assert way.minutes == minutes_for(chain.questions_by_name[name] for name in ("first", "last"))


@unhurried
@given(st.data())
def test_answers_to_hidden_questions_change_nothing(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    answers = data.draw(answers_to(questionnaire))
    only = kept(questionnaire, answers)
    assert route(questionnaire, only) == route(questionnaire, answers)
    assert kept(questionnaire, only) == only


@unhurried
@given(st.data())
def test_a_question_is_shown_exactly_when_its_rule_holds_for_what_is_kept(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    answers = data.draw(answers_to(questionnaire))
    names = route(questionnaire, answers).names
    values = {
        name: stored
        for question, answer in kept(questionnaire, answers).items()
        for name, stored in questionnaire.questions_by_name[question].signals(answer).items()
    }
    for question in questionnaire.questions:
        assert (question.name in names) == question.condition.holds(values)


@unhurried
@given(st.data())
def test_walking_forward_meets_every_question_on_the_route_in_order(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    answers = data.draw(answers_to(questionnaire))
    met = [""]
    for _ in questionnaire.questions:
        step = next_question(questionnaire, answers, met[-1])
        met += [step.name] if step else []
    assert tuple(met[1:]) == route(questionnaire, answers).names


def test_what_was_left_out_is_named_and_a_reply_that_says_nothing_is_noticed(chain: Questionnaire) -> None:
    names = [question.name for question in unanswered(chain, {"first": "red"})]
    assert names == ["second"]
    assert [question.name for question in unsaid(chain, {})] == ["first"]
    assert unsaid(chain, {"first": "red"}) == ()


def test_answers_that_contradict_each_other_are_found_with_their_questions() -> None:
    both = {"all": [{"variable": "first", "is": "red"}, {"answered_text": ["second"]}]}
    asked = {"when": both, "ask": "Are both right?"}
    questionnaire = read(ask("single", name="first"), ask("text", name="second"), contradictions=[asked])
    (found,) = contradictions(questionnaire, {"first": "red", "second": "words"})
    assert found.ask == "Are both right?"
    assert [question.name for question in contradicting(questionnaire, found)] == ["first", "second"]
    assert contradictions(questionnaire, {"first": "blue", "second": "words"}) == ()


def test_a_contradiction_names_what_exists() -> None:
    asked = {"when": {"variable": "nothing", "is": "red"}, "ask": "Really?"}
    sentences = sentences_of(wrap(ask("single", name="first"), contradictions=[asked]))
    assert sentences == ["The rule looks at “nothing”, but there is no variable of this name."]
