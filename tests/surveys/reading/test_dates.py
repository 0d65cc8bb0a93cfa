from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.reading.dates import read_date, read_month

WRITTEN = """27/3/2026|27.3.2026|27-03-2026|2026-03-27|2026/3/27|27 March 2026|27th Mar. 2026|27-mar-2026|
March 27, 2026|２７/３/２０２６|27\u00a0March\u00a02026|27 – 3 – 2026"""


@pytest.mark.parametrize("typed", WRITTEN.split("|"))
def test_a_date_is_read_as_people_write_it(typed: str) -> None:
    assert read_date(typed) == date(2026, 3, 27)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "27",
        "27/3",
        "27/3/26",
        "3/27/2026",
        "31/2/2026",
        "27 Ju 2026",
        "27 Ma 2026",
        "27/3/2026/1",
        "٢٧/٣/٢٠٢٦",
        "1e1/3/2026",
    ],
)
def test_what_is_no_date_or_may_be_another_is_refused(typed: str) -> None:
    assert read_date(typed) is None


@given(st.dates(min_value=date(1000, 1, 1)))
def test_whatever_is_written_in_figures_or_words_comes_back(day: date) -> None:
    for form in (
        day.isoformat(),
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day} {day:%B %Y}",
        f"{day.day} {day:%b %Y}",
    ):
        assert read_date(form) == day


def test_a_month_needs_enough_letters_to_be_one() -> None:
    assert [read_month(typed) for typed in ("jun", "july", "sept", "ma", "mar", "Marches", "")] == [
        6,
        7,
        9,
        None,
        3,
        None,
        None,
    ]
