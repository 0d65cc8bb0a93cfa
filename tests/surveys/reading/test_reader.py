from typing import Any

import pytest

from surveys.reading.reader import DefinitionError, Problem, Reader, Reading, note_duplicates


def reader(**data: Any) -> Reader:
    return Reader(data, "here", Reading("cy", "en"))


def notes(found: Reader) -> list[str]:
    return [problem.sentence for problem in found.reading.problems]


@pytest.mark.parametrize(
    ("value", "text"),
    [("Plain", "Plain"), ({"cy": "Cymraeg", "en": "English"}, "Cymraeg"), ({"en": "English"}, "English")],
)
def test_texts_come_in_the_language_asked_for_or_the_fallback(value: Any, text: str) -> None:
    assert reader(title=value).text("title") == text


@pytest.mark.parametrize(
    ("value", "note"),
    [
        (None, "“title” is missing."),
        ("", "“title” is missing."),
        ({"fr": "Français"}, "“title” is missing."),
        (3, "“title” must be text."),
        ("  ", "“title” must be text."),
        ("a\x00b", "“title” contains characters that cannot be shown."),
        ("a\ud800", "“title” contains characters that cannot be shown."),
    ],
)
def test_texts_that_are_none_are_noted(value: Any, note: str) -> None:
    found = reader(title=value)
    found.text("title")
    assert notes(found) == [note]


def test_line_ends_of_any_system_are_fine() -> None:
    found = reader(body="one\r\ntwo")
    assert (found.text("body"), notes(found)) == ("one\ntwo", [])


@pytest.mark.parametrize("name", ["Upper", "1st", "with-hyphen", "a" * 31, "é", 7, "a b"])
def test_names_are_plain(name: Any) -> None:
    found = reader(name=name)
    assert found.name() == ""
    assert notes(found)[0].startswith("“name” must be at most 30 lower-case letters")


@pytest.mark.parametrize("code", ["16-24", "75+", "E07000105", "a" * 40])
def test_codes_may_begin_with_digits(code: str) -> None:
    assert reader(code=code).code() == code


@pytest.mark.parametrize(
    ("method", "note"),
    [
        ("flag", "“x” must be true or false."),
        ("number", "“x” must be a number, at most 999,999,999,999."),
        ("date", "“x” must be a date written like 2027-03-31."),
        ("entries", "“x” must be a list."),
    ],
)
def test_values_of_the_wrong_type_are_noted(method: str, note: str) -> None:
    found = reader(x="wrong")
    getattr(found, method)("x")
    assert notes(found) == [note]


def test_every_field_must_be_asked_for() -> None:
    found = reader(title="A", titel="B")
    found.text("title")
    found.done()
    assert notes(found) == ["“titel” is not a known field here."]


def test_problems_of_children_say_where() -> None:
    found = reader(items=[{}, "text"])
    for child in found.children("items"):
        child.done()
    assert found.reading.problems == [Problem("here, items 2", "This must be an object with named fields.")]


def test_duplicates_are_noted_once() -> None:
    found = reader()
    note_duplicates(found, "code", ["a", "b", "a", "a", "", ""])
    assert notes(found) == ["The code “a” is used more than once."]


def test_the_error_lists_everything() -> None:
    error = DefinitionError([Problem("one", "First."), Problem("two", "Second.")])
    assert str(error) == "one: First.\ntwo: Second."


@pytest.mark.parametrize("words", ["You said {asked} to more. Which?", "{{asked}}", "a } b"])
def test_words_with_curly_brackets_are_refused(words: str) -> None:
    reader = Reader({"title": words}, "here", Reading())
    reader.text("title")
    assert [problem.sentence for problem in reader.reading.problems] == [
        "“title” contains a curly bracket: nothing can be put in the place of words."
    ]
