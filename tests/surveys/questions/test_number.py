from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.web.filling import FilledPage
from surveys.questions import AnyQuestion
from surveys.questions.bands import edges_of, plain, usual_bands
from tests.surveys.examples import ask, make_question, messages, post, sentences_of, wrap


@pytest.fixture
def question() -> AnyQuestion:
    return make_question("number")


@pytest.mark.parametrize(("typed", "number"), [("7", 7), (" 07 ", 7), ("7.0", 7), ("12 times", 12), ("0", 0)])
def test_numbers_are_read_the_way_people_write_them(question: AnyQuestion, typed: str, number: int) -> None:
    form = post(question, {"visits": typed})
    assert (messages(form), question.answer(form.data)) == ([], number)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("many", "Enter a number, like 30"),
        ("1e1", "Enter a number, like 30"),
        ("1 2", "Enter a number, like 30"),
        ("1,0,0", "Enter a number, like 30"),
        ("٣", "Enter a number, like 30"),
        ("9" * 5000, "Enter a number, like 30"),
        ("2.5", "Enter a whole number, like 30"),
        ("31", "Enter a number from 0 to 30"),
        ("-1", "Enter a number from 0 to 30"),
    ],
)
def test_what_is_no_answer_is_refused_and_kept(question: AnyQuestion, typed: str, message: str) -> None:
    form = post(question, {"visits": typed})
    assert messages(form) == [message]
    assert f'value="{typed}"' in form["visits"]()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("7,5", "7.5"),
        ("0,99", "0.99"),
        ("1,0", "1"),
        ("-2,25 times", "-2.25"),
        ("1.000", "1,000 or 1"),
        ("1.000.000", "1,000,000"),
    ],
)
def test_a_comma_before_decimals_is_asked_about(question: AnyQuestion, typed: str, meant: str) -> None:
    form = post(question, {"visits": typed})
    assert messages(form) == [
        f"Did you mean {meant}? Use a point before decimals, and a comma only in thousands"
    ]
    assert question.answer(form.data) is None


@pytest.mark.parametrize("typed", ["12,500", "12 500", "12\u00a0500", "12500.0", "＋１２５００", "12500"])
def test_thousands_may_be_grouped(typed: str) -> None:
    question = make_question("number", max=20_000, bands=[])
    assert question.answer(post(question, {"visits": typed}).data) == 12_500


def test_small_numbers_come_back_as_they_were_typed() -> None:
    question = make_question("number", min=0, max=1, step=0.00001, bands=[])
    answer = question.answer(post(question, {"visits": "0.00002"}).data)
    shown = FilledPage(question.form_data(answer)).value("visits")
    assert (shown, question.answer(post(question, {"visits": shown}).data)) == ("0.00002", answer)


def test_a_step_is_kept() -> None:
    question = make_question("number", min=0, max=2, step=0.5, bands=[])
    assert messages(post(question, {"visits": "0.75"})) == ["Enter a number in steps of 0.5, like 2"]
    assert question.answer(post(question, {"visits": "1.5"}).data) == 1.5


def test_a_number_and_dont_know_cannot_both_be_meant(question: AnyQuestion) -> None:
    form = post(question, {"visits": "3", "visits-dont_know": True})
    assert messages(form) == ["Enter a number or select “Don’t know”, not both"]


def test_numbers_fall_in_the_band_that_begins_at_or_below_them(question: AnyQuestion) -> None:
    (variable,) = question.variables()
    assert [value.label for value in variable.values] == ["0", "1 to 9", "10 to 30", "Don’t know"]
    assert [variable.slot(stored) for stored in (0, 1, 9, 10, 30, "dont_know")] == [0, 1, 1, 2, 2, 3]
    assert variable.slot(31) is None


def test_edges_lie_half_a_step_below_so_that_medians_are_not_shifted(question: AnyQuestion) -> None:
    assert question.variables()[0].edges == (-0.5, 0.5, 9.5, 30.5)


@settings(deadline=None)
@given(low=st.integers(-50, 50), steps=st.integers(1, 400), step=st.sampled_from([1, 2, 0.5]))
def test_usual_bands_hold_every_possible_number_once(low: int, steps: int, step: float) -> None:
    high = low + steps * step
    bands = usual_bands(low, high, step)
    edges = edges_of(bands, high, step)
    assert len(bands) <= 21
    for index in range(steps + 1):
        number = low + index * step
        assert sum(a < number < b for a, b in pairwise(edges)) == 1


def test_numbers_are_written_for_people() -> None:
    assert [plain(number) for number in (1250, 0.5, 10, -3.0)] == ["1,250", "0.5", "10", "-3"]


@pytest.mark.parametrize(
    "wrong", [{"min": 30}, {"step": 0}, {"step": 7}, {"step": -1}, {"step": 1e-300}, {"max": 30.5}]
)
def test_limits_and_step_must_fit(wrong: dict[str, float]) -> None:
    (sentence,) = sentences_of(wrap(ask("number", **wrong, bands=[])))
    assert sentence == "“max” must be above “min” by a whole number of “step”, at least 0.000001."


@pytest.mark.parametrize("bands", [[1, 2], [0, 5, 5], [0, 31], [0, 9, 3]])
def test_bands_must_go_up_from_the_lowest_number(bands: list[int]) -> None:
    sentence = "“bands” must be numbers that go up from “min” and stay below “max”."
    assert sentences_of(wrap(ask("number", bands=bands))) == [sentence]


@pytest.mark.parametrize("wrong", ["3", True, float("nan"), float("inf"), 1e15])
def test_limits_must_be_numbers(wrong: object) -> None:
    assert "“max” must be a number, at most 999,999,999,999." in sentences_of(wrap(ask("number", max=wrong)))
