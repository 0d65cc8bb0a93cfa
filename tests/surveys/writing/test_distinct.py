"""Texts are the same if their words are, however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.writing.distinct import count_distinct, wording


@pytest.mark.parametrize(
    "other", ["IT'S WRONG", "it’s   wrong!", "Its\nwrong.", "“It's” – wrong", "Ｉｔ‘ｓ wro\u00adng"]
)
def test_writing_makes_no_difference(other: str) -> None:
    assert wording(other) == wording("It's wrong.")


@pytest.mark.parametrize("other", ["It is wrong.", "Wrong, its.", "It's wrong. Very.", "Itswrong"])
def test_words_and_their_order_do(other: str) -> None:
    assert count_distinct(["It's wrong.", other]) == 2


@given(st.lists(st.text()))
def test_repeating_everything_adds_nothing(texts: list[str]) -> None:
    assert count_distinct([*texts, *texts]) == count_distinct(texts) <= len(texts)


def test_no_words_are_no_text() -> None:
    assert count_distinct(["", " ", "...", "!?"]) == 0
