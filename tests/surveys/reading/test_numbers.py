from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.reading.numbers import guess_numbers, read_number, read_whole


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("7", 7),
        ("1,000", 1000),
        ("12,345,678.5", "12345678.5"),
        ("12 500", 12500),
        ("− 3", -3),
        (".5", "0.5"),
        ("5.", 5),
        ("7·5", "7.5"),
    ],
)
def test_a_comma_or_a_blank_groups_thousands(typed: str, number: str | int) -> None:
    assert read_number(typed) == Decimal(number)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "1,0",
        "1,0,0",
        "1,00,000",
        "2 5",
        "1 0000",
        "1,000 000",
        "1e3",
        "NaN",
        "1.2.3",
        "9" * 13,
        "1.000",
        "½",
    ],
)
def test_what_is_not_sure_is_not_guessed_in_silence(typed: str) -> None:
    assert read_number(typed) is None


def test_a_guess_is_offered_where_there_is_one() -> None:
    assert guess_numbers("7,5") == (Decimal("7.5"),)
    assert guess_numbers("1.000") == (Decimal(1000), Decimal(1))
    assert guess_numbers("1,0,0") == ()


@given(st.integers(-(10**12) + 1, 10**12 - 1))
def test_whole_numbers_come_back_plain_and_grouped(number: int) -> None:
    assert (read_whole(str(number)), read_whole(f"{number:,}")) == (number, number)


@given(st.text())
def test_no_text_is_a_fault(typed: str) -> None:
    number = read_number(typed)
    assert number is None or number.is_finite()
