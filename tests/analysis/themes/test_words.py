import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.themes.words import NEGATIONS, number_words, plain, stem, stop_words, tokenise, tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It’s NOT safe.", ["it", "not", "safe"]),
        ("We can't, don’t and cannot!", ["we", "not", "not", "and", "not"]),
        ("people's face-scans, 24/7", ["people", "face", "scans"]),
        ("Café in Ōtaki", ["café", "in", "ōtaki"]),
        ("", []),
        ("12 + 34 = ?", []),
    ],
)
def test_words_are_found(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


def test_negations_are_kept_and_not_stemmed() -> None:
    assert not NEGATIONS & stop_words()
    assert [stem(word) for word in sorted(NEGATIONS)] == sorted(NEGATIONS)
    assert plain("won't") == "not"


def test_a_stem_is_named_by_its_most_frequent_form() -> None:
    tokenised = tokenise(["Cameras and cameras", "one camera", "the camera's cameras"])
    assert tokenised.names == ("cameras",)
    assert tokenised.owner.tolist() == [0, 0, 1, 2, 2]


def test_negation_stands_beside_what_it_denies() -> None:
    tokenised = tokenise(["It is not accurate"])
    assert [tokenised.names[place] for place in tokenised.stems] == ["not", "accurate"]


@settings(deadline=None)
@given(st.lists(st.text(max_size=60), max_size=8))
def test_any_text_can_be_read(texts: list[str]) -> None:
    numbered, tokenised = number_words(texts), tokenise(texts)
    assert numbered.texts == tokenised.texts == len(texts)
    assert [len(tokens(text)) for text in texts] == np.bincount(numbered.owner, minlength=len(texts)).tolist()
    assert len(tokenised.stems) <= len(numbered.words)
    assert all(tokenised.names)
