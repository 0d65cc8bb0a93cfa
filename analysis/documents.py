"""Frozen records as JSON documents and back: one reader for plans, findings and registers of evidence."""

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from analysis.disclosure.withheld import WITHHELD, Withheld

Record = TypeVar("Record")
Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right, and where in the document it stands."""

    place: str
    sentence: str


class DocumentRefused(ValueError):  # noqa: N818  a refusal is an answer, not a fault
    """A document that cannot be used; `problems` says everything that is wrong with it, `sentence` how much."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        things = "1 thing" if len(self.problems) == 1 else f"{len(self.problems)} things"
        self.sentence = f"This document cannot be used before {things} in it {_are(things)} put right."
        super().__init__("\n".join(f"{problem.place}: {problem.sentence}" for problem in self.problems))


class FieldRefused(ValueError):  # noqa: N818  a refusal is an answer, not a fault
    """What a record says of one of its fields that does not fit the others; `field` is its name."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field = field


def to_document(value: Any) -> Any:
    """Records become objects, tuples lists, dates ISO text, withheld figures their word; the rest stays as it is."""
    if is_dataclass(value):
        return {field.name: to_document(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: to_document(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [to_document(each) for each in value]
    if isinstance(value, Withheld):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def parse(kind: type[Record], document: object) -> Record:
    """The record of one kind (a dataclass) that a document describes.

    Fields without a default must be there and no others may. Raises DocumentRefused with all problems.
    """
    found: list[Problem] = []
    record = _read(kind, document, "", found)
    if found:
        raise DocumentRefused(found)
    checked: Record = record
    return checked


def parse_parts(kind: type, document: object) -> tuple[dict[str, Any], list[Problem]]:
    """The fields of a record that can be read, and the problems of the others."""
    found: list[Problem] = []
    return _fields(kind, document, "", found), found


def _are(things: str) -> str:
    return "is" if things == "1 thing" else "are"


def _read(kind: Any, value: object, place: str, found: list[Problem]) -> Any:
    """The value as one of a kind; None, with a problem noted, where it is none."""
    if is_dataclass(kind):
        return _record(kind, value, place, found)
    origin, inner = get_origin(kind), get_args(kind)
    if origin in {UnionType, Union}:
        return _optional(inner, value, place, found)
    if origin is Literal:
        return value if value in inner else _note(found, place, f"This must be one of: {', '.join(inner)}.")
    if origin is tuple:
        return _entries(inner[0], value, place, found)
    if origin is not None:
        return _named(inner[1], value, place, found)
    return _leaf(kind, value, place, found)


def _optional(kinds: tuple[Any, ...], value: object, place: str, found: list[Problem]) -> Any:
    """A figure that may be none, or withheld; in documents from before the word for it, nothing stood there."""
    if value is None and NoneType in kinds:
        return None
    if Withheld in kinds and (value is None or value == WITHHELD.value):
        return WITHHELD
    return _read(kinds[0], value, place, found)


def _record(kind: Any, value: object, place: str, found: list[Problem]) -> Any:
    before = len(found)
    parts = _fields(kind, value, place, found)
    if len(found) > before:
        return None
    try:
        return kind(**parts)
    except FieldRefused as refused:
        return _note(found, _within(place, refused.field), f"{refused}.")
    except ValueError as refused:
        return _note(found, place, f"{refused}.")


def _fields(kind: Any, value: object, place: str, found: list[Problem]) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        _note(found, place, "This must be an object with named fields.")
        return {}
    kinds, known = _kinds(kind)
    parts = {}
    for name in value.keys() - known.keys():
        _note(found, _within(place, str(name)), "There is no such field.")
    for name, field in known.items():
        before = len(found)
        if name in value:
            read = _read(kinds[name], value[name], _within(place, name), found)
        else:
            read = _default(field, _within(place, name), found)
        if len(found) == before:
            parts[name] = read
    return parts


@cache
def _kinds(kind: Any) -> tuple[dict[str, Any], dict[str, Field[Any]]]:
    """The kinds of a record's fields, and the fields, by name: resolving them costs more than reading a document."""
    return get_type_hints(kind), {field.name: field for field in fields(kind)}


def _default(field: Field[Any], place: str, found: list[Problem]) -> Any:
    return _note(found, place, "This is missing.") if field.default is MISSING else field.default


def _entries(kind: Any, value: object, place: str, found: list[Problem]) -> Any:
    if not isinstance(value, list | tuple):
        return _note(found, place, "This must be a list.")
    return tuple(_read(kind, each, _within(place, str(at)), found) for at, each in enumerate(value, start=1))


def _named(kind: Any, value: object, place: str, found: list[Problem]) -> Any:
    if not isinstance(value, Mapping):
        return _note(found, place, "This must be an object with named fields.")
    return {str(name): _read(kind, each, _within(place, str(name)), found) for name, each in value.items()}


def _leaf(kind: Any, value: object, place: str, found: list[Problem]) -> Any:
    if kind in {date, datetime}:
        return _moment(kind, value, place, found)
    if kind is float:
        kind = (int, float)
    if isinstance(value, kind) and (kind is bool or not isinstance(value, bool)) and _finite(value):
        return value
    words = {str: "text", bool: "true or false", int: "a whole number"}.get(kind, "a number")
    return _note(found, place, f"This must be {words}.")


def _moment(kind: Any, value: object, place: str, found: list[Problem]) -> Any:
    try:
        return kind.fromisoformat(value)
    except (TypeError, ValueError):
        example = "2027-03-31" if kind is date else "2027-03-31T17:00:00+01:00"
        return _note(found, place, f"This must be written like {example}.")


def _finite(value: object) -> bool:
    return not isinstance(value, float) or abs(value) < float("inf")


def _note(found: list[Problem], place: str, sentence: str) -> None:
    found.append(Problem(place or "document", sentence))


def _within(place: str, name: str) -> str:
    return f"{place}, {name}" if place else name
