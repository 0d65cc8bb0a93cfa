"""Corrections: which changes of a published questionnaire leave every answer as comparable as before.

Only words may differ: what is asked of whom, in which order, with which codes and rules, is as it was. Whether the
words still mean the same no program can tell; a second person does.
"""

from collections.abc import Mapping
from typing import Any

from surveys.editing import Changed, changes_between

WORDS = frozenset(
    {"title", "label", "hint", "missing", "body", "unit", "part", "ask", "outside", "no_fixed_address"}
)


def is_correction(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether two documents differ in words only, and do differ."""
    return without_words(before) == without_words(after) and bool(corrected(before, after))


def corrected(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Changed]:
    """Each text that reads otherwise."""
    return changes_between(before, after)


def _is_text(part: Any) -> bool:
    """Words, or the same words in several languages."""
    return isinstance(part, str) or (
        isinstance(part, Mapping) and all(isinstance(words, str) for words in part.values())
    )


def without_words(value: Any) -> Any:
    """What holds a document together: everything but the words that people read."""
    if isinstance(value, Mapping):
        return {
            name: without_words(part)
            for name, part in value.items()
            if part not in (None, "", []) and not (name in WORDS and _is_text(part))
        }
    if isinstance(value, list):
        return [without_words(part) for part in value]
    return value
