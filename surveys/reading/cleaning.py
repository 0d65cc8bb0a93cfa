"""Typed text, made safe to store without changing what was said."""

import re

# Control characters (but for tab and line feed), invisible to the person who pasted them, and halves of
# surrogate pairs, which no database or page can hold.
_UNSTORABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_LINE_END = re.compile("\r\n|[\r\x85\u2028\u2029]")


def clean(typed: str | None) -> str:
    """Give the text with plain line ends, without unstorable characters and outer blanks."""
    return _UNSTORABLE.sub("", _LINE_END.sub("\n", typed or "")).strip()


def is_storable(text: str) -> bool:
    return _UNSTORABLE.search(_LINE_END.sub("\n", text)) is None


def clean_line(typed: str | None) -> str:
    """Give the text as one line with single blanks."""
    return " ".join(clean(typed).split())
