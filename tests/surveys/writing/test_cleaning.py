import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.writing.cleaning import clean, clean_line, is_storable

ANY = st.text(st.characters(codec=None))


@settings(deadline=None)
@given(ANY)
def test_whatever_is_typed_can_be_stored_afterwards(typed: str) -> None:
    cleaned = clean(typed)
    cleaned.encode()
    assert "\x00" not in cleaned
    assert is_storable(cleaned)
    assert clean(cleaned) == cleaned


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"])).map("x".__add__))
def test_what_can_be_seen_is_left_alone(typed: str) -> None:
    assert clean(typed) == unicodedata.normalize("NFC", typed)


NOTHING = [
    0x200B,
    0x200C,
    0x200D,
    0x2060,
    0xFEFF,
    0xAD,
    0x3164,
    0x2800,
    0x200E,
    0x202E,
    0x2066,
    0x34F,
    0x115F,
]
NOTHING += [0xFFA0, 0xFE0F, 0x180E, 0xFFFC, 0xE0041, 0x1D159, 0x301, 0xA0, 0x2003, 0xFFFE]


@pytest.mark.parametrize("nothing", map(chr, NOTHING))
def test_text_without_anything_to_see_is_no_text(nothing: str) -> None:
    assert (clean(nothing), clean_line(f" {nothing}\n{nothing}")) == ("", "")


@pytest.mark.parametrize("something", [".", "0", "é", "क", "\u0600", "🙂", "\u200ba"])
def test_text_with_anything_to_see_is_kept(something: str) -> None:
    assert clean(something) == something


def test_letters_with_marks_are_composed() -> None:
    assert clean("cafe\u0301") == "caf\u00e9"


@settings(deadline=None)
@given(ANY)
def test_a_line_is_one_line(typed: str) -> None:
    assert len(clean_line(typed).splitlines()) <= 1


def test_line_ends_become_line_feeds_and_tabs_stay() -> None:
    assert clean(" a\r\nb\rc\u2028d\te\n") == "a\nb\nc\nd\te"


def test_nothing_is_nothing() -> None:
    assert (clean(None), clean_line(None)) == ("", "")
