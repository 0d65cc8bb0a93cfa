"""What reads the same compares the same, and what does not stays apart."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.writing.comparing import fold, same, serial_key, words_of

TEXTS = st.text(st.characters(codec="utf-8"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("I don’t want cameras", "I don't want cameras"),
        ("I don`t", "i DON‛T"),
        ("caf\u00e9", "cafe\u0301"),
        ("Faversham\u00a0market", "Faversham  market\n"),
        ("co\u2011operate", "co-operate"),
        ("a \u2014 b", "a -- b"),
        ("5 \u2212 3", "5 - 3"),
        ("“quoted”", "„quoted‟"),
        ("so\u00adcial\u200b", "social"),
        ("\u202eabc\u202c", "abc"),
        ("\ufb01ne\u2026", "fine..."),
        ("ＡＢＣ１２", "abc12"),
        ("STRASSE", "straße"),
        ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0645\u06cc\u062e\u0648\u0627\u0647\u0645"),
        ("☺\ufe0f", "☺"),
    ],
)
def test_what_reads_the_same_is_the_same(one: str, other: str) -> None:
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("café", "cafe"),
        ("10²", "102"),
        ("1½", "11/2"),
        ("हिन्दी", "हन्द"),
        ("its", "it's"),
        ("cooperate", "co-operate"),
        ("a b", "ab"),
    ],
)
def test_what_reads_differently_stays_apart(one: str, other: str) -> None:
    assert not same(one, other)


@given(TEXTS)
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(TEXTS)
def test_composed_and_decomposed_letters_are_one(text: str) -> None:
    assert same(unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I don’t like it.", ["i", "don't", "like", "it"]),
        ("नमस्ते हिन्दी", ["नमस्ते", "हिन्दी"]),
        ("cafe\u0301, Ŵyn", ["café", "ŵyn"]),
        ("‘quoted’ word_list", ["quoted", "word", "list"]),
        ("10 officers’ cameras", ["10", "officers", "cameras"]),
        ("… — ?", []),
    ],
)
def test_words_keep_their_marks_and_inner_apostrophes(text: str, words: list[str]) -> None:
    assert words_of(text) == words


SERIALS = """P-101|P–101|P—101|P‑101|P−101|P101|P-0101|Ｐ-101|P-101.|P-1O1|P-O101|P_101|p 1 0 1|#P/101|(p.101)|
P-101\u200b|P\u00a0101|P-\u0661\u0660\u0661"""


@pytest.mark.parametrize("written", SERIALS.split("|"))
def test_one_paper_form_has_one_key(written: str) -> None:
    assert serial_key(written) == serial_key("P-101") == "P 101"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("P-101", "P-102"),
        ("1-11", "11-1"),
        ("PO-1", "P-1"),
        ("PO-1", "P-01"),
        ("A-1", "B-1"),
        ("P-10", "P-100"),
    ],
)
def test_two_paper_forms_have_two_keys(one: str, other: str) -> None:
    assert serial_key(one) != serial_key(other)


@pytest.mark.parametrize(("nothing", "zero"), [("—", "000"), ("\u200b", "0")])
def test_a_number_of_signs_only_is_none_and_zero_is_one(nothing: str, zero: str) -> None:
    assert (serial_key(nothing), serial_key(zero)) == ("", "0")
