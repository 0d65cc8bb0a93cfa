"""Lines: what is written comes back the same, codes stay with their words, and a pasted list is enough."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.drafting.lines import read_lines, write_lines
from surveys.library import load, names
from surveys.reading.reader import CODE

WORDS = (
    st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=30)
    .map(str.strip)
    .filter(bool)
)


@st.composite
def options(draw: st.DrawFn) -> list[dict[str, Any]]:
    codes = draw(st.lists(st.from_regex(CODE, fullmatch=True), min_size=1, max_size=6, unique=True))
    groups = draw(st.lists(st.sampled_from(["", "A", "B | C"]), min_size=len(codes), max_size=len(codes)))
    made = []
    for code, group in zip(codes, groups, strict=True):
        option = {"code": code, "label": draw(WORDS)}
        if draw(st.booleans()):
            option["hint"] = draw(WORDS)
        if draw(st.booleans()):
            option["outside"] = True  # type: ignore[assignment]
        made.append(option | ({"group": group} if group else {}))
    return made


@given(options())
def test_what_is_written_comes_back_the_same(made: list[dict[str, Any]]) -> None:
    assert read_lines(write_lines(made)) == made


@pytest.mark.parametrize("name", [name for name in names() if not name.startswith("consultation-")])
def test_every_list_of_the_library_comes_back(name: str) -> None:
    for section in load(name)["sections"]:
        for question in section["questions"]:
            for field in ("options", "rows", "columns", "items", "districts"):
                if field in question:
                    assert read_lines(write_lines(question[field])) == question[field]


def test_a_pasted_list_is_enough() -> None:
    found = read_lines("  Every week\n\nNever\n* Don’t know | You may say so\n")
    assert found == [
        {"code": "every_week", "label": "Every week"},
        {"code": "never", "label": "Never"},
        {"code": "dont_know", "label": "Don’t know", "hint": "You may say so", "outside": True},
    ]


def test_codes_stay_with_their_words_and_are_never_given_twice() -> None:
    known = [{"code": "w", "label": "Every week"}]
    assert [each["code"] for each in read_lines("Never\nEvery week\nNever", known)] == [
        "never",
        "w",
        "never_2",
    ]


def test_headings_and_bars_in_words() -> None:
    (found,) = read_lines("# Heading\na = This \\| that")
    assert found == {"code": "a", "label": "This | that", "group": "Heading"}
