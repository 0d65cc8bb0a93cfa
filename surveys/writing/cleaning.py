"""Typed text, made safe to store without changing what was said."""

import re
import unicodedata

from surveys.writing.characters import is_visible

# Control characters (but for tab and line feed) and the mark of the byte order, invisible to the person who
# pasted them, and halves of surrogate pairs, which no database or page can hold.
_UNSTORABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")
_LINE_END = re.compile("\r\n|[\r\x85\u2028\u2029]")


def clean(typed: str | None) -> str:
    """Give the text with plain line ends, without unstorable characters and outer blanks.

    Letters with marks are composed (NFC), which no reader can see. Where nothing can be seen, nothing was said.
    """
    text = _UNSTORABLE.sub("", _LINE_END.sub("\n", typed or ""))
    return unicodedata.normalize("NFC", text).strip() if is_visible(text) else ""


def is_storable(text: str) -> bool:
    return _UNSTORABLE.search(_LINE_END.sub("\n", text)) is None


def clean_line(typed: str | None) -> str:
    """Give the text as one line with single blanks."""
    return " ".join(clean(typed).split())
