"""Outline: sections and questions added, moved, copied and removed. Each gives a new document; none is changed."""

import copy
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from surveys.library import load
from surveys.reading.reader import NAME

Document = dict[str, Any]

UP, DOWN = -1, 1
LONGEST_NAME = 30
FALLBACK = "question"
# What a new question begins with, so that its form shows what such a question has.
FRESH: Mapping[str, Document] = {
    "single": {"options": []},
    "multiple": {"options": []},
    "grid": {"rows": [], "columns": []},
    "ranking": {"items": []},
    "number": {"min": 0, "max": 10},
    "date": {"earliest": "2020-01-01", "latest": "2035-12-31"},
    "information": {"body": ""},
}


class OutlineError(ValueError):
    """A section or a question that is not there (any more)."""


def sections_of(document: Mapping[str, Any]) -> list[Document]:
    found: list[Document] = document.get("sections", [])
    return found


def questions_of(document: Mapping[str, Any]) -> Iterator[Document]:
    return (question for section in sections_of(document) for question in section.get("questions", []))


def find_section(document: Mapping[str, Any], name: str) -> Document:
    """Raises `OutlineError`."""
    for section in sections_of(document):
        if section["name"] == name:
            return section
    raise OutlineError(f"There is no section “{name}” any more.")


def find_question(document: Mapping[str, Any], name: str) -> Document:
    """Raises `OutlineError`."""
    for question in questions_of(document):
        if question["name"] == name:
            return question
    raise OutlineError(f"There is no question “{name}” any more.")


def add_section(document: Mapping[str, Any], title: str) -> tuple[Document, str]:
    """A new section at the end, and its name."""
    made = _copy(document)
    name = free_name(title, {section["name"] for section in sections_of(made)}, "section")
    made.setdefault("sections", []).append({"name": name, "title": title, "questions": []})
    return made, name


def add_question(document: Mapping[str, Any], section: str, kind: str, title: str) -> tuple[Document, str]:
    """A new question at the end of a section, and its name."""
    made = _copy(document)
    name = free_name(title, names_in(made))
    fresh = _districts() if kind == "place" else copy.deepcopy(FRESH.get(kind, {}))
    find_section(made, section)["questions"].append({"name": name, "kind": kind, "title": title, **fresh})
    return made, name


def move_question(document: Mapping[str, Any], name: str, step: int) -> Document:
    """One place up or down, at the edge of a section into the next one; at the very edge it stays."""
    made = _copy(document)
    sections = sections_of(made)
    here, place = _position(made, name)
    questions = sections[here]["questions"]
    question = questions.pop(place)
    if 0 <= place + step <= len(questions):
        questions.insert(place + step, question)
    elif 0 <= here + step < len(sections):
        other = sections[here + step]["questions"]
        other.insert(len(other) if step == UP else 0, question)
    else:
        questions.insert(place, question)
    return made


def move_section(document: Mapping[str, Any], name: str, step: int) -> Document:
    made = _copy(document)
    sections = sections_of(made)
    place = sections.index(find_section(made, name))
    if 0 <= place + step < len(sections):
        sections.insert(place + step, sections.pop(place))
    return made


def copy_question(document: Mapping[str, Any], name: str) -> tuple[Document, str]:
    """The same question once more, below, and its name."""
    made = _copy(document)
    here, place = _position(made, name)
    questions = sections_of(made)[here]["questions"]
    other = copy.deepcopy(questions[place])
    other["name"] = free_name(name, names_in(made))
    questions.insert(place + 1, other)
    return made, other["name"]


def remove_question(document: Mapping[str, Any], name: str) -> Document:
    made = _copy(document)
    here, place = _position(made, name)
    del sections_of(made)[here]["questions"][place]
    return made


def remove_section(document: Mapping[str, Any], name: str) -> Document:
    made = _copy(document)
    sections_of(made).remove(find_section(made, name))
    return made


def replace_question(document: Mapping[str, Any], name: str, question: Document) -> Document:
    """The question with other fields in its place."""
    made = _copy(document)
    here, place = _position(made, name)
    sections_of(made)[here]["questions"][place] = copy.deepcopy(question)
    return made


def replace_section(document: Mapping[str, Any], name: str, fields: Document) -> Document:
    """The section with other fields and the same questions."""
    made = _copy(document)
    section = find_section(made, name)
    questions = section["questions"]
    section.clear()
    section.update(copy.deepcopy(fields) | {"questions": questions})
    return made


def names_in(document: Mapping[str, Any]) -> set[str]:
    return {question["name"] for question in questions_of(document)}


def free_name(title: str, taken: set[str], fallback: str = FALLBACK) -> str:
    """A name made of the first words of a title that nothing else has."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "_", plain).strip("_").lstrip("0123456789_")
    name = words[: LONGEST_NAME - 4].rstrip("_")
    base = name if NAME.fullmatch(name) else fallback
    number, found = 2, base
    while found in taken:
        found, number = f"{base}_{number}", number + 1
    return found


def _position(document: Mapping[str, Any], name: str) -> tuple[int, int]:
    for here, section in enumerate(sections_of(document)):
        for place, question in enumerate(section.get("questions", [])):
            if question["name"] == name:
                return here, place
    raise OutlineError(f"There is no question “{name}” any more.")


def _districts() -> Document:
    place: Document = find_question(load("your-reply"), "place")
    return {name: place[name] for name in ("districts", "outside", "no_fixed_address")}


def _copy(document: Mapping[str, Any]) -> Document:
    return copy.deepcopy(dict(document))
