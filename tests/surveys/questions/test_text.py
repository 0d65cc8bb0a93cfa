import pytest

from tests.surveys.examples import ask, make_question, messages, post, sentences_of, wrap


def test_twenty_thousand_characters_are_enough_and_one_more_is_too_many() -> None:
    question = make_question("text", max=20_000)
    form = post(question, {"story": "a" * 20_000})
    assert (messages(form), question.answer(form.data)) == ([], "a" * 20_000)
    assert messages(post(question, {"story": "a" * 20_001})) == [
        "Your answer must be 20,000 characters or fewer: it has 20,001"
    ]


def test_too_long_an_answer_is_not_lost() -> None:
    form = post(make_question("text", max=3), {"story": "four"})
    assert form["story"].data == "four"


def test_line_ends_are_counted_as_one_character() -> None:
    question = make_question("text", max=3)
    form = post(question, {"story": "a\r\nb"})
    assert (messages(form), question.answer(form.data)) == ([], "a\nb")


@pytest.mark.parametrize(("typed", "seen"), [("e\u0301" * 3, 3), ("👨‍👩‍👧👍🏽🇬🇧", 3)])
def test_characters_are_counted_as_they_are_seen(typed: str, seen: int) -> None:
    assert messages(post(make_question("text", max=seen), {"story": typed})) == []
    assert messages(post(make_question("text", max=seen - 1), {"story": typed})) == [
        f"Your answer must be {seen - 1} characters or fewer: it has {seen}"
    ]


@pytest.mark.parametrize("blank", ["", "  \n ", "\x00", "\u200b", "\u3164", "\u2800", "\u00ad\u200e"])
def test_blanks_are_no_answer(blank: str) -> None:
    question = make_question("text")
    assert question.answer(post(question, {"story": blank}).data) is None
    needed = make_question("text", required=True, long=False)
    assert messages(post(needed, {"story": blank})) == ["Enter your answer"]


def test_a_short_text_is_one_line() -> None:
    question = make_question("text", long=False)
    assert question.answer(post(question, {"story": "one\r\n two"}).data) == "one two"


def test_other_scripts_and_emoji_are_kept() -> None:
    question = make_question("text")
    words = "שלום, Ŵyn, 👩🏾‍💻"
    assert question.answer(post(question, {"story": words}).data) == words


def test_a_text_never_becomes_a_variable() -> None:
    question = make_question("text")
    assert question.is_text
    assert (question.variables(), question.encode("words")) == ((), {})


@pytest.mark.parametrize("maximum", [0, 20_001, 10.5])
def test_the_length_must_be_possible(maximum: float) -> None:
    sentence = "“max” must be a whole number from 1 to 20,000."
    assert sentences_of(wrap(ask("text", max=maximum))) == [sentence]
