from typing import Any

import numpy as np
import pytest

from consult.demonstration.opinions import OPINIONS, Mind, answer, answer_all
from consult.demonstration.replies import Reply
from consult.demonstration.respondents import Respondent
from surveys.encoding import encode
from surveys.questionnaire import Questionnaire
from surveys.questions import KINDS, AnyQuestion
from surveys.questions.agreement import OPPOSE, SUPPORT
from surveys.routing import kept, missing, route
from tests.surveys.examples import EXAMPLES, make_question, messages, post

OPPONENT, SUPPORTER = 0.06, 0.94


def answers_to(question: AnyQuestion, view: float, count: int = 300) -> list[Any]:
    """What people of one view answer."""
    respondent = Respondent("open_link", {}, view)
    return [answer(question, Mind(respondent, np.random.default_rng(seed))) for seed in range(count)]


def given(replies: list[Reply], name: str) -> list[Any]:
    """The answers of those who were shown a question."""
    return [reply.answers[name] for reply in replies if name in reply.answers]


def test_nothing_is_lost_when_replies_are_encoded(questionnaire: Questionnaire, replies: list[Reply]) -> None:
    for reply in replies:
        encoded = encode(questionnaire, reply.answers)
        stored = encoded.values | encoded.monitoring
        for name, its_answer in kept(questionnaire, reply.answers).items():
            question = questionnaire.questions_by_name[name]
            read = encoded.texts[name] if question.is_text else question.decode(stored)
            assert read == its_answer, name


def test_replies_hold_what_was_shown_and_what_is_required(
    questionnaire: Questionnaire, replies: list[Reply]
) -> None:
    for reply in replies:
        assert tuple(reply.answers) == route(questionnaire, reply.answers).names
        assert missing(questionnaire, reply.answers) == ()


def test_forms_accept_the_answers(questionnaire: Questionnaire, replies: list[Reply]) -> None:
    for reply in replies[::40]:
        for name, its_answer in kept(questionnaire, reply.answers).items():
            question = questionnaire.questions_by_name[name]
            form = post(question, question.form_data(its_answer))
            assert messages(form) == [], (name, its_answer)
            assert question.answer(form.data) == its_answer


@pytest.mark.parametrize("kind", EXAMPLES)
def test_a_question_that_nothing_is_known_of_gets_answers_that_fit(kind: str) -> None:
    question = make_question(kind)
    for its_answer in answers_to(question, 0.5, 50):
        if its_answer is not None:
            assert question.decode(question.encode(its_answer)) == its_answer


def test_what_is_required_is_never_passed_over() -> None:
    assert None not in answers_to(make_question("single", required=True), 0.5)
    assert None in answers_to(make_question("single"), 0.5)


def test_every_kind_of_question_has_its_way_of_answering() -> None:
    assert OPINIONS.keys() == KINDS.keys()


@pytest.mark.parametrize(
    ("name", "opposed", "supportive"),
    [
        ("support", "strongly_oppose", "strongly_support"),
        ("use", "never", "regular"),
        ("unequal", "stop", "continue"),
        ("alternatives", "prevention", "live"),
        ("review", "months_3", "not_needed"),
        ("clarity", "very_unclear", "very_clear"),
    ],
)
def test_answers_go_with_the_view(
    questionnaire: Questionnaire, name: str, opposed: str, supportive: str
) -> None:
    question = questionnaire.questions_by_name[name]
    by_opponents, by_supporters = answers_to(question, OPPONENT), answers_to(question, SUPPORTER)
    assert by_opponents.count(opposed) > 2 * by_supporters.count(opposed)
    assert by_supporters.count(supportive) > 2 * by_opponents.count(supportive)


def test_trust_in_the_police_goes_with_the_view(questionnaire: Questionnaire) -> None:
    question = questionnaire.questions_by_name["trust"]
    means = [
        np.mean([trust for trust in answers_to(question, view) if isinstance(trust, int)])
        for view in (OPPONENT, SUPPORTER)
    ]
    assert means[0] + 2 < means[1]


def test_rows_differ_in_how_easy_they_are_to_support(questionnaire: Questionnaire) -> None:
    rows = [row for row in answers_to(questionnaire.questions_by_name["purposes"], 0.5) if row]
    for_missing, at_protests = (
        sum(row.get(name) in SUPPORT for row in rows) for name in ("missing_people", "protest")
    )
    assert for_missing > 2 * at_protests


def test_support_after_the_facts_is_near_support_before(replies: list[Reply]) -> None:
    before, after = given(replies, "support_before"), given(replies, "support")
    both = [pair for pair in zip(before, after, strict=True) if None not in pair]
    same = sum(one == other for one, other in both) / len(both)
    crossed = sum({*SUPPORT} >= {one} and other in OPPOSE for one, other in both) / len(both)
    assert 0.75 < same < 0.97
    assert crossed < 0.01


def test_about_a_third_goes_on_to_the_optional_part(replies: list[Reply]) -> None:
    more = given(replies, "more")
    assert more.count("yes") / len(more) == pytest.approx(0.35, abs=0.04)


@pytest.mark.parametrize("name", ["support", "use", "wrong_alerts"])
def test_not_knowing_and_passing_over_happen(replies: list[Reply], name: str) -> None:
    answers = given(replies, name)
    assert 0.01 < answers.count("dont_know") / len(answers) < 0.2
    assert 0.01 < answers.count(None) / len(answers) < 0.07


def test_the_same_person_answers_the_same(questionnaire: Questionnaire) -> None:
    respondent = Respondent("open_link", {"replying_as": "lives"}, 0.3)
    one, same = (answer_all(questionnaire, respondent, np.random.default_rng(8)) for _ in range(2))
    assert one == same
