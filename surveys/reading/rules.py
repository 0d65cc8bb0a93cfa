"""Reading conditions from a definition."""

from collections.abc import Callable, Mapping

from surveys.conditions import (
    NEVER,
    All,
    Answered,
    AnsweredText,
    AnyOf,
    Condition,
    Not,
    OneOf,
    Within,
)
from surveys.reading.reader import Reader
from surveys.variables import Stored, is_number

DEEPEST = 8


def read_rule(reader: Reader, depth: int = 0) -> Condition:
    """Read one condition; a rule that cannot be read is noted and never holds."""
    for key, read in _FORMS.items():
        if reader.has(key):
            condition = read(reader, depth)
            reader.done()
            return condition
    reader.note(f"A rule needs one of: {', '.join(_FORMS)}.")
    return NEVER


def _read_all(reader: Reader, depth: int) -> Condition:
    return All(_read_parts(reader, "all", depth))


def _read_any(reader: Reader, depth: int) -> Condition:
    return AnyOf(_read_parts(reader, "any", depth))


def _read_parts(reader: Reader, key: str, depth: int) -> tuple[Condition, ...]:
    return tuple(_read_inner(part, depth) for part in reader.children(key, needed=True))


def _read_not(reader: Reader, depth: int) -> Condition:
    return Not(_read_inner(reader.child("not"), depth))


def _read_inner(reader: Reader, depth: int) -> Condition:
    if depth >= DEEPEST:
        reader.note(f"Rules may not be nested more than {DEEPEST} deep.")
        return NEVER
    return read_rule(reader, depth + 1)


def _read_answered_text(reader: Reader, _depth: int) -> Condition:
    return AnsweredText(reader.codes("answered_text"))


def _read_about_variable(reader: Reader, _depth: int) -> Condition:
    variable = reader.code("variable")
    if reader.has("is"):
        return OneOf(variable, frozenset({reader.code("is")}))
    if reader.has("in"):
        return OneOf(variable, frozenset(reader.codes("in")))
    if reader.has("at_least") or reader.has("at_most"):
        return Within(variable, _read_limit(reader, "at_least"), _read_limit(reader, "at_most"))
    if reader.raw("answered") is True:
        return Answered(variable)
    reader.note("A rule about a variable needs “is”, “in”, “at_least”, “at_most” or “answered”: true.")
    return NEVER


def _read_limit(reader: Reader, key: str) -> Stored | None:
    limit = reader.raw(key)
    if limit is None or isinstance(limit, str) or is_number(limit):
        return limit
    reader.note(f"“{key}” must be a number or a date.")
    return None


_FORMS: Mapping[str, Callable[[Reader, int], Condition]] = {
    "all": _read_all,
    "any": _read_any,
    "not": _read_not,
    "answered_text": _read_answered_text,
    "variable": _read_about_variable,
}
