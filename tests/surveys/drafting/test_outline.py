"""Outlines: whatever is moved, copied or removed, nothing else changes, and the document that was given never does."""

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.drafting.outline import (
    DOWN,
    UP,
    OutlineError,
    add_question,
    add_section,
    copy_question,
    find_question,
    free_name,
    move_question,
    move_section,
    names_in,
    questions_of,
    remove_question,
    remove_section,
    replace_section,
)
from surveys.library.templates import load_template
from surveys.questions import KINDS
from surveys.reading.reader import NAME

DOCUMENT = load_template("budget").bundle["questionnaire"]
NAMES = [question["name"] for question in questions_of(DOCUMENT)]
SECTIONS = [section["name"] for section in DOCUMENT["sections"]]


def order(document: dict[str, Any]) -> list[str]:
    return [question["name"] for question in questions_of(document)]


@pytest.mark.parametrize("name", NAMES)
def test_up_and_down_again_is_where_it_was_but_at_the_edge(name: str) -> None:
    moved = move_question(move_question(DOCUMENT, name, DOWN), name, UP)
    assert order(moved) == order(DOCUMENT)


def test_a_question_moves_on_into_the_next_section_and_stays_at_the_very_edge() -> None:
    moved = move_question(DOCUMENT, "place", DOWN)
    assert [question["name"] for question in moved["sections"][1]["questions"]][:2] == ["place", "about"]
    assert (
        order(move_question(DOCUMENT, NAMES[0], UP))
        == order(move_question(DOCUMENT, NAMES[-1], DOWN))
        == NAMES
    )


def test_sections_move_with_their_questions() -> None:
    moved = move_section(DOCUMENT, SECTIONS[1], UP)
    assert [section["name"] for section in moved["sections"]][:2] == [SECTIONS[1], SECTIONS[0]]
    assert move_section(DOCUMENT, SECTIONS[0], UP) == DOCUMENT


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_question_is_last_in_its_section(kind: str) -> None:
    made, name = add_question(DOCUMENT, "your_view", kind, "What do you think?")
    assert made["sections"][2]["questions"][-1]["name"] == name == "what_do_you_think"
    assert find_question(made, name)["kind"] == kind


def test_a_copy_stands_below_with_a_name_of_its_own() -> None:
    made, name = copy_question(DOCUMENT, "why")
    assert name == "why_2"
    assert find_question(made, name) == find_question(made, "why") | {"name": "why_2"}
    assert order(made).index("why_2") == order(made).index("why") + 1


def test_what_is_gone_is_told() -> None:
    gone = remove_question(DOCUMENT, "why")
    assert order(gone) == [name for name in NAMES if name != "why"]
    for act in (remove_question, copy_question):
        with pytest.raises(OutlineError, match="no question “why” any more"):
            act(gone, "why")
    with pytest.raises(OutlineError, match="no section"):
        remove_section(DOCUMENT, "nowhere")


def test_a_section_keeps_its_questions_when_it_is_changed() -> None:
    made = replace_section(DOCUMENT, "your_view", {"name": "your_view", "title": "Views"})
    assert (made["sections"][2]["title"], order(made)) == ("Views", NAMES)


def test_the_first_section_of_an_empty_document() -> None:
    made, name = add_section({}, "Über uns!")
    assert (name, made["sections"][0]["title"]) == ("uber_uns", "Über uns!")


@pytest.mark.parametrize("title", ["", "?!", "123", "日本語", "A" * 90, "Do you…", "class", "__init__"])
def test_names_can_always_be_made(title: str) -> None:
    taken: set[str] = set()
    for _ in range(12):
        name = free_name(title, taken)
        assert NAME.fullmatch(name)
        assert name not in taken
        taken.add(name)


ACTS: list[Callable[[dict[str, Any], str], dict[str, Any]]] = [
    lambda document, name: move_question(document, name, UP),
    lambda document, name: move_question(document, name, DOWN),
    lambda document, name: copy_question(document, name)[0],
    remove_question,
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 50)), max_size=15))
def test_no_walk_loses_or_doubles_a_question(walk: list[tuple[Callable[..., Any], int]]) -> None:
    document, before = DOCUMENT, copy.deepcopy(DOCUMENT)
    for act, number in walk:
        names = order(document)
        if names:
            kept = document
            document = act(document, names[number % len(names)])
            change = {ACTS[2]: 1, ACTS[3]: -1}.get(act, 0)
            assert len(order(document)) == len(order(kept)) + change == len(names_in(document))
    assert before == DOCUMENT, "the document that was given is as it was"
