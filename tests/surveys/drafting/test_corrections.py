"""Corrections: words in any language, and nothing but words."""

from typing import Any

import pytest

from surveys.drafting.corrections import corrected, is_correction

Document = dict[str, Any]


def asked(title: object, **fields: object) -> Document:
    question = {"name": "why", "kind": "text", "title": title, **fields}
    return {"languages": ["en", "cy"], "sections": [{"name": "views", "questions": [question]}]}


@pytest.mark.parametrize("after", ["Why so?", {"en": "Why?", "cy": "Pam felly?"}, {"en": "Why?"}])
def test_words_of_one_of_several_languages_are_words(after: object) -> None:
    before = asked({"en": "Why?", "cy": "Pam?"})
    assert is_correction(before, asked(after))
    assert corrected(before, asked(after)), "whoever approves it sees it"


@pytest.mark.parametrize(
    "after", [asked({"en": {"is": "x"}}), asked("Why?", required=True), asked("Why?", most=5)]
)
def test_what_is_no_text_is_no_word(after: Document) -> None:
    assert not is_correction(asked("Why?"), after)
