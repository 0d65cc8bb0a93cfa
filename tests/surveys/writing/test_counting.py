"""A limit of so many characters is one of what people see."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.writing.counting import LARGEST, count_characters


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("", 0),
        ("plain words", 11),
        ("e\u0301" * 12, 12),
        ("👨‍👩‍👧👍👍👍👍👍👍👍", 8),
        ("👍🏽🇬🇧🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", 3),
        ("नमस्ते", 3),
        ("a\r\nb", 3),
        ("a\nb\n", 4),
    ],
)
def test_one_sign_is_one_character(text: str, seen: int) -> None:
    assert count_characters(text) == seen


def test_a_pile_of_marks_is_not_one_character() -> None:
    assert count_characters("a" + "\u0335" * 10 * LARGEST) == 11


@given(st.text(st.characters(codec="ascii", exclude_characters="\r")))
def test_plain_text_is_counted_by_its_letters(text: str) -> None:
    assert count_characters(text) == len(text)
