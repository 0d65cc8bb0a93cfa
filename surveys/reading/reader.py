"""Reading a definition field by field, noting every problem instead of stopping at the first."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from surveys.variables import is_number
from surveys.writing.cleaning import clean, is_storable

FORMAT = 1
GREATEST = 999_999_999_999
DEFAULT_LANGUAGE = "en"

# Names are short enough for two of them to make the name of a column in any statistics package.
NAME = re.compile(r"[a-z][a-z0-9_]{0,29}")
NAME_RULE = "at most 30 lower-case letters, digits and underscores, beginning with a letter"
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_+-]{0,39}")
CODE_RULE = (
    "at most 40 letters, digits, underscores, hyphens and plus signs, beginning with a letter or digit"
)

Word = TypeVar("Word", bound=str)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right, and where."""

    place: str
    sentence: str


class DefinitionError(ValueError):
    """A definition that cannot be used, with everything that is wrong with it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{problem.place}: {problem.sentence}" for problem in self.problems))


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reading of a document shares: its languages and the problems met so far."""

    language: str = DEFAULT_LANGUAGE
    fallback: str = DEFAULT_LANGUAGE
    problems: list[Problem] = field(default_factory=list)


class Reader:
    """One object of a document. Every method gives a usable value and notes a problem if there was none."""

    def __init__(self, data: object, place: str, reading: Reading) -> None:
        self.place = place
        self.reading = reading
        self._data: Mapping[str, Any] = data if isinstance(data, Mapping) else {}
        self._read: set[str] = set()
        if not isinstance(data, Mapping):
            self.note("This must be an object with named fields.")

    def note(self, sentence: str) -> None:
        self.reading.problems.append(Problem(self.place, sentence))

    def has(self, name: str) -> bool:
        return self._data.get(name) is not None

    def raw(self, name: str) -> Any:
        self._read.add(name)
        return self._data.get(name)

    def text(self, name: str, default: str | None = None) -> str:
        """Read a string, or a mapping of languages to strings. Without a default it must be there."""
        value = self._in_language(self.raw(name))
        if value is None or value == "":
            return self._missing(name) if default is None else default
        return self._sound(name, value)

    def texts(self, name: str, *, needed: bool = False) -> tuple[str, ...]:
        """Read a list of texts."""
        return tuple(self._sound(name, self._in_language(item)) for item in self.entries(name, needed=needed))

    def _in_language(self, value: Any) -> Any:
        if isinstance(value, Mapping):
            return value.get(self.reading.language) or value.get(self.reading.fallback)
        return value

    def _sound(self, name: str, value: Any) -> str:
        if not isinstance(value, str) or not clean(value):
            self.note(f"“{name}” must be text.")
            return ""
        if not is_storable(value):
            self.note(f"“{name}” contains characters that cannot be shown.")
        if "{" in value or "}" in value:
            self.note(f"“{name}” contains a curly bracket: nothing can be put in the place of words.")
        return clean(value)

    def _missing(self, name: str) -> str:
        self.note(f"“{name}” is missing.")
        return ""

    def name(self, name: str = "name") -> str:
        """Read a name that may become part of a variable's name."""
        return self._matching(name, NAME, NAME_RULE)

    def code(self, name: str = "code", default: str | None = None) -> str:
        if default is not None and not self.has(name):
            return default
        return self._matching(name, CODE, CODE_RULE)

    def _matching(self, name: str, pattern: re.Pattern[str], rule: str) -> str:
        value = self.raw(name)
        if value is None or value == "":
            return self._missing(name)
        if not isinstance(value, str) or not pattern.fullmatch(value):
            self.note(f"“{name}” must be {rule}.")
            return ""
        return value

    def choice(self, name: str, allowed: Sequence[Word]) -> Word:
        """Read one of some words; the first is the default."""
        value = self.raw(name)
        for word in allowed:
            if value == word:
                return word
        if value is not None:
            self.note(f"“{name}” must be one of: {', '.join(allowed)}.")
        return allowed[0]

    def flag(self, name: str, *, default: bool = False) -> bool:
        value = self.raw(name)
        if value is not None and not isinstance(value, bool):
            self.note(f"“{name}” must be true or false.")
            return default
        return default if value is None else value

    def number(self, name: str, default: float | None = None) -> int | float:
        value = self.raw(name)
        if value is None and default is not None:
            return default
        if not is_number(value) or not abs(value) <= GREATEST:
            self.note(f"“{name}” must be a number, at most {GREATEST:,}.")
            return default or 0
        return value

    def date(self, name: str) -> date:
        try:
            return date.fromisoformat(self.raw(name))
        except (TypeError, ValueError):
            self.note(f"“{name}” must be a date written like 2027-03-31.")
            return date.min

    def entries(self, name: str, *, needed: bool = False) -> list[Any]:
        value = self.raw(name)
        if value is not None and not isinstance(value, list | tuple):
            self.note(f"“{name}” must be a list.")
            return []
        if needed and not value:
            self.note(f"“{name}” must have at least one entry.")
        return list(value or ())

    def codes(self, name: str) -> tuple[str, ...]:
        values = self.entries(name)
        good = tuple(value for value in values if isinstance(value, str) and CODE.fullmatch(value))
        if len(good) < len(values):
            self.note(f"“{name}” must be a list of codes.")
        return good

    def children(self, name: str, *, needed: bool = False) -> tuple["Reader", ...]:
        """Read a list of objects."""
        items = enumerate(self.entries(name, needed=needed), start=1)
        return tuple(Reader(item, f"{self.place}, {name} {index}", self.reading) for index, item in items)

    def child(self, name: str) -> "Reader":
        return Reader(self.raw(name), f"{self.place}, {name}", self.reading)

    def done(self) -> None:
        """Note the fields that nobody asked for, so that a slip of the pen is not silently ignored."""
        for name, value in self._data.items():
            if value is not None and name not in self._read:
                self.note(f"“{name}” is not a known field here.")


def note_duplicates(reader: Reader, what: str, names: Sequence[str]) -> None:
    """Note each name that is used more than once, once."""
    for name in dict.fromkeys(names):
        if name and names.count(name) > 1:
            reader.note(f"The {what} “{name}” is used more than once.")
