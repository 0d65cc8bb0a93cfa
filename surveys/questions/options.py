"""Options: the labelled answers that a person can pick from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from surveys.reading.reader import Reader, note_duplicates
from surveys.variables import NO, YES, Value
from surveys.wording import say

DONT_KNOW = "dont_know"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to pick. `outside` marks answers that are not on the scale, like "Prefer not to say"."""

    code: str
    label: str
    hint: str = ""
    group: str = ""
    outside: bool = False


Options = tuple[Option, ...]


def read_options(reader: Reader, field: str, *, as_names: bool = False) -> Options:
    """Read a list of options; with `as_names`, their codes can be part of a variable's name."""
    options = tuple(_read_option(item, as_names=as_names) for item in reader.children(field, needed=True))
    note_duplicates(reader, "code", [option.code for option in options])
    return options


def _read_option(reader: Reader, *, as_names: bool) -> Option:
    option = Option(
        code=reader.name("code") if as_names else reader.code(),
        label=reader.text("label"),
        hint=reader.text("hint", ""),
        group=reader.text("group", ""),
        outside=reader.flag("outside"),
    )
    reader.done()
    return option


def dont_know(language: str) -> Option:
    return Option(DONT_KNOW, say(language, DONT_KNOW), outside=True)


def yes_no(language: str) -> tuple[Value, Value]:
    return Value(YES, say(language, YES)), Value(NO, say(language, NO))


def values_of(options: Iterable[Option]) -> tuple[Value, ...]:
    return tuple(Value(option.code, option.label) for option in options)


def outside_of(options: Iterable[Option]) -> frozenset[str]:
    return frozenset(option.code for option in options if option.outside)


def choices_of(options: Iterable[Option]) -> dict[str, str]:
    return {option.code: option.label for option in options}


def texts_of(options: Sequence[Option]) -> tuple[str, ...]:
    """Give the words of the options, for the time it takes to read them.

    In a list with headings a person reads the headings and one of the groups: the longest, to be safe.
    """
    groups: dict[str, list[str]] = {}
    for option in options:
        groups.setdefault(option.group, []).append(f"{option.label} {option.hint}")
    alone = groups.pop("", [])
    longest = max(groups.values(), key=lambda texts: len(" ".join(texts).split()), default=[])
    return (*alone, *groups, *longest)
