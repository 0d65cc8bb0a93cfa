import pytest

from surveys.questions import AnyQuestion
from tests.surveys.examples import ask, make_question, messages, options, post, sentences_of, wrap


@pytest.fixture
def question() -> AnyQuestion:
    return make_question("ranking")


@pytest.mark.parametrize(
    ("ranks", "message"),
    [
        ({"rugby": 1, "chess": 1}, "Give each rank only once: you have used 1 more than once"),
        ({"rugby": 1, "chess": 3}, "Use the ranks in order, starting with 1: you have not used 2"),
        ({"darts": 2}, "Use the ranks in order, starting with 1: you have not used 1"),
        ({"rugby": 4}, "Select a rank from 1 to 3, or leave it blank"),
        ({"rugby": "first"}, "Select a rank from 1 to 3, or leave it blank"),
        ({"rugby": 1, "instead": "neither"}, "Give ranks or select “Neither”, not both"),
    ],
)
def test_what_is_wrong_is_said_once(question: AnyQuestion, ranks: dict[str, int], message: str) -> None:
    assert messages(post(question, {f"sports-{item}": rank for item, rank in ranks.items()})) == [message]


def test_a_tie_is_shown_at_the_later_item(question: AnyQuestion) -> None:
    form = post(question, {"sports-rugby": 1, "sports-darts": 1})
    assert list(form.errors) == ["sports-darts"]


def test_only_one_answer_can_stand_instead() -> None:
    question = make_question("ranking", instead=options("neither", "unsure"))
    form = post(question, {"sports-instead": ["neither", "unsure"]})
    assert messages(form) == ["Select either “Neither” on its own, or any of the other answers"]


def test_blank_ranks_are_no_ranks(question: AnyQuestion) -> None:
    form = post(question, {"sports-rugby": "", "sports-chess": "1"})
    assert question.answer(form.data) == {"chess": 1}


def test_ranks_are_numbers_and_what_stands_instead_is_yes_or_no(question: AnyQuestion) -> None:
    assert question.encode({"chess": 1}) == {"sports_chess": 1, "sports_neither": "no"}
    assert question.encode("neither") == {"sports_neither": "yes"}


def test_only_as_many_ranks_can_be_given_as_are_asked_for() -> None:
    question = make_question("ranking", most=1)
    assert [value.code for value in question.variables()[0].values] == ["1"]
    assert messages(post(question, {"sports-rugby": 2}))


def test_the_order_is_read_from_the_first(question: AnyQuestion) -> None:
    assert question.words({"rugby": 2, "chess": 1}) == ("1. Chess", "2. Rugby")


@pytest.mark.parametrize("values", [{"a": 1, "b": 1}, {"a": 1, "n": "yes"}])
def test_ties_and_ranks_beside_none_are_impossible(question: AnyQuestion, values: dict[str, str]) -> None:
    assert not question.possible(values)


@pytest.mark.parametrize("most", [0, 4, 1.5])
def test_the_number_of_ranks_must_fit(most: float) -> None:
    sentence = "“most” must be a whole number from 1 to the number of items."
    assert sentences_of(wrap(ask("ranking", most=most))) == [sentence]
