"""A form that was opened before a colleague saved the same thing: what they changed, and what was typed is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

LONGEST_NUMBER = 9


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that a colleague changed, before and now, in words."""

    label: str
    before: str
    after: str


def seen_number(typed: str | None) -> int:
    """The number of the version that a form was filled from; 0 where it does not say."""
    known = typed is not None and typed.isascii() and typed.isdecimal() and len(typed) < LONGEST_NUMBER
    return int(typed) if typed and known else 0


def differences(
    labels: Mapping[str, str], before: Mapping[str, Any], after: Mapping[str, Any]
) -> Sequence[Difference]:
    """Each field whose value is not what it was, in the order of the form."""
    return [
        Difference(label, say(before.get(name)), say(after.get(name)))
        for name, label in labels.items()
        if before.get(name) != after.get(name)
    ]


def say(value: Any) -> str:
    """A value of a field in words."""
    if value is None or value in ("", [], ()):
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
