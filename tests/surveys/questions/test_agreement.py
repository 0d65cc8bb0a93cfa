from surveys.questions.agreement import STATES
from tests.surveys.examples import ask, make_question, options, sentences_of, wrap

POINTS = options("a", "b", "c", "d", "e")


def test_support_goes_from_one_end_to_the_other_with_dont_know_apart() -> None:
    (variable,) = make_question("agreement").variables()
    assert variable.scale == "ordinal"
    assert variable.outside == {"dont_know"}
    assert [value.label for value in variable.values] == [
        "Strongly support",
        "Tend to support",
        "Neither support nor oppose",
        "Tend to oppose",
        "Strongly oppose",
        "Don’t know",
    ]


def test_the_three_states_share_out_every_answer_once() -> None:
    (variable,) = make_question("agreement").variables()
    codes = [code for state in STATES.values() for code in state]
    assert sorted(codes) == sorted(value.code for value in variable.values)


def test_a_questionnaire_may_name_its_own_five_points() -> None:
    (variable,) = make_question("agreement", points=POINTS, dont_know=False).variables()
    assert [value.code for value in variable.values] == ["a", "b", "c", "d", "e"]


def test_there_must_be_five() -> None:
    document = wrap(ask("agreement", points=POINTS[:4]))
    assert sentences_of(document) == ["“points” must have 5 points on the scale."]


def test_all_five_must_be_on_the_scale() -> None:
    document = wrap(ask("agreement", points=POINTS[:4] + options("e", outside=True)))
    assert sentences_of(document) == ["“points” must have 5 points on the scale."]
