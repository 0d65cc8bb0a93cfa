from surveys.questions.single import Single
from tests.surveys.examples import ask, make, make_question, options, sentences_of, wrap


def test_options_keep_their_group_and_hint() -> None:
    question = make(Single, options=options("a", group="First", hint="Like this"))
    assert (question.options[0].group, question.options[0].hint) == ("First", "Like this")


def test_options_in_order_make_an_ordinal_variable() -> None:
    assert make_question("single", scale="ordinal").variables()[0].scale == "ordinal"


def test_the_correct_answer_must_be_an_option_on_the_scale() -> None:
    sentence = "The correct answer “{}” is not one of the options."
    for code in ("unsure", "green"):
        assert sentences_of(wrap(ask("single", correct=code))) == [sentence.format(code)]
    assert make(Single, correct="red").correct == "red"


def test_of_a_grouped_list_the_headings_and_the_longest_group_are_read() -> None:
    grouped = [*options("a", group="One"), *options("b", "c", group="Two"), *options("d")]
    assert make_question("single", options=grouped).reading() == ("D ", "One", "Two", "B ", "C ")
