"""Editing a document: its texts one by one, each with its place, and the document with other texts in them."""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

# What holds a document together is not a text: codes are referred to, measures name questions.
STRUCTURE = frozenset(
    {
        *(
            "format",
            "language",
            "languages",
            "code",
            "kind",
            "url",
            "questionnaire",
            "measures",
            "technology",
        ),
        *("evidence", "figures"),
    }
)
# A database may keep the fields of a document in an order of its own; people read them in this one.
ORDER = (
    *("title", "name", "summary", "description", "part", "reason", "body", "place", "system"),
    *("owner", "decision_maker", "deployer", "decision_due", "options", "tests", "can_change"),
    *("cannot_change", "rejected", "documents", "contact", "email", "telephone", "address"),
    *("data_protection_officer", "recipients", "kept_until"),
)


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a document; `path` is its place, such as "options.1.title", `part` the first step of it.

    `lines` says that it is a list of texts, a line for each.
    """

    path: str
    part: str
    label: str
    words: str
    lines: bool = False


def texts_of(document: Mapping[str, Any]) -> list[Text]:
    """Every text that people read, in the order they read them."""
    return list(_walk(document, (), ""))


def with_texts(document: Mapping[str, Any], words: Mapping[str, str]) -> dict[str, Any]:
    """The document with other words at the given paths; paths that it does not have are passed over."""
    changed: dict[str, Any] = copy.deepcopy(dict(document))
    for text in texts_of(document):
        if text.path in words:
            *outer, last = text.path.split(".")
            place: Any = changed
            for step in outer:
                place = place[int(step)] if isinstance(place, list) else place[step]
            typed = words[text.path].replace("\r\n", "\n").strip()
            place[last] = [line for line in typed.splitlines() if line.strip()] if text.lines else typed
    return changed


def _walk(value: Any, path: tuple[str, ...], label: str) -> Iterator[Text]:
    if isinstance(value, str):
        yield Text(".".join(path), path[0], label, value)
    elif _is_lines(value):
        yield Text(".".join(path), path[0], label, "\n".join(value), lines=True)
    elif isinstance(value, list):
        for at, each in enumerate(value):
            yield from _walk(each, (*path, str(at)), f"{label} {at + 1}")
    elif isinstance(value, Mapping):
        for name, each in sorted(value.items(), key=lambda item: _rank(item[0])):
            if name not in STRUCTURE:
                words = name.replace("_", " ")
                yield from _walk(each, (*path, name), f"{label}, {words}" if label else words)


def _rank(name: str) -> int:
    return ORDER.index(name) if name in ORDER else len(ORDER)


def _is_lines(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, str) for each in value)


@dataclass(frozen=True, slots=True)
class Changed:
    """A text that two documents do not share, as it reads in the one and in the other; "" where it is not there."""

    path: str
    label: str
    before: str
    after: str


def changes_between(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[Changed]:
    """Every text that differs, in the order people read them; those that are gone come last."""
    old = {text.path: text for text in texts_of(one)}
    new = {text.path: text for text in texts_of(other)}
    found = []
    for path, text in (new | {path: old[path] for path in old.keys() - new.keys()}).items():
        before, after = (each[path].words if path in each else "" for each in (old, new))
        if before != after:
            found.append(Changed(path, text.label, before, after))
    return found
