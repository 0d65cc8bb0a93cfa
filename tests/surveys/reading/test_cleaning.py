from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.reading.cleaning import clean, clean_line, is_storable

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
@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"])))
def test_what_can_be_seen_is_left_alone(typed: str) -> None:
    assert clean(typed) == typed


@settings(deadline=None)
@given(ANY)
def test_a_line_is_one_line(typed: str) -> None:
    assert len(clean_line(typed).splitlines()) <= 1


def test_line_ends_become_line_feeds_and_tabs_stay() -> None:
    assert clean(" a\r\nb\rc\u2028d\te\n") == "a\nb\nc\nd\te"


def test_nothing_is_nothing() -> None:
    assert (clean(None), clean_line(None)) == ("", "")
