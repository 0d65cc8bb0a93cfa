from string import Formatter

import pytest

from surveys.wording import SENTENCES, say

ENGLISH = SENTENCES["en"]


def test_parts_are_put_in_place() -> None:
    assert say("en", "select_row", row="Lunch") == "Select an answer for “Lunch”"


def test_a_language_without_a_sentence_speaks_english() -> None:
    assert say("cy", "yes") == "Yes"


def test_there_are_twelve_months() -> None:
    assert len(say("en", "months").split()) == 12


@pytest.mark.parametrize("language", SENTENCES)
def test_translations_say_the_same_sentences_with_the_same_parts(language: str) -> None:
    for key, sentence in SENTENCES[language].items():
        assert parts(sentence) == parts(ENGLISH[key])


def test_english_is_complete_and_ends_no_message_with_a_full_stop() -> None:
    assert all(sentence and not sentence.endswith(".") for sentence in ENGLISH.values())


def parts(sentence: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}
