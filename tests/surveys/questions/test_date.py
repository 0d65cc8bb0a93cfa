import pytest

from surveys.questions import AnyQuestion
from tests.surveys.examples import ask, make_question, post, sentences_of, wrap


@pytest.fixture
def question() -> AnyQuestion:
    return make_question("date")


def parts(day: str, month: str, year: str) -> dict[str, str]:
    return {"day-day": day, "day-month": month, "day-year": year}


@pytest.mark.parametrize(
    ("typed", "at", "message"),
    [
        (parts("", "2", "2024"), "day-day", "Your date must include a day"),
        (parts("1", "", ""), "day-month", "Your date must include a month"),
        (parts("1", "2", ""), "day-year", "Your date must include a year"),
        (parts("30", "2", "2024"), "day-day", "Enter a real date, like 27 3 2026"),
        (parts("1_0", "2", "2024"), "day-day", "Enter a real date, like 27 3 2026"),
        (parts("٣", "2", "2024"), "day-day", "Enter a real date, like 27 3 2026"),
        (parts("1", "2", "9" * 40), "day-day", "Enter a real date, like 27 3 2026"),
        (parts("1", "2", "2019"), "day-day", "Your date must be between 1 March 2020 and 30 June 2027"),
    ],
)
def test_what_is_wrong_is_said_at_its_box(
    question: AnyQuestion, typed: dict[str, str], at: str, message: str
) -> None:
    assert post(question, typed).errors == {at: [message]}


@pytest.mark.parametrize("month", ["3", "03", "March", "march", "MAR", "mar.", " Mar "])
def test_a_month_may_be_named(question: AnyQuestion, month: str) -> None:
    form = post(question, parts("27", month, "2026"))
    assert (form.errors, question.answer(form.data)) == ({}, "2026-03-27")


def test_dates_are_counted_by_year(question: AnyQuestion) -> None:
    (variable,) = question.variables()
    assert variable.scale == "interval"
    assert [value.label for value in variable.values] == [str(year) for year in range(2020, 2028)]
    days = ("2020-03-01", "2027-06-30", "2028-01-01", "soon")
    assert [variable.slot(day) for day in days] == [0, 7, None, None]


def test_a_date_is_read_in_words(question: AnyQuestion) -> None:
    assert question.words("2024-02-29") == ("29 February 2024",)


@pytest.mark.parametrize("latest", ["2019-12-31", "2200-01-01"])
def test_the_latest_date_must_fit(latest: str) -> None:
    sentence = "“latest” must be after “earliest”, by at most 150 years."
    assert sentences_of(wrap(ask("date", latest=latest))) == [sentence]


def test_limits_must_be_dates() -> None:
    sentences = sentences_of(wrap(ask("date", earliest="1 March", latest=None)))
    assert "“earliest” must be a date written like 2027-03-31." in sentences
    assert "“latest” must be a date written like 2027-03-31." in sentences
