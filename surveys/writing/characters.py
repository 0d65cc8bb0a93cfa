"""Kinds of character that the rules for text are made of, by their Unicode properties."""

import regex

# Drawn as nothing although Unicode gives them no property that says so: blank signs of scripts, and what
# stands where something was that could not be copied.
BLANK_SIGNS = "\u2800\ufffc\U00013441\U00013442\U0001d159"

BLANK = rf"\p{{White_Space}}{BLANK_SIGNS}"
INVISIBLE = r"\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\p{Cc}\p{Cs}"

# A mark (an accent, a vowel sign) is seen on a letter; with nothing to stand on it says nothing.
_VISIBLE = regex.compile(rf"[^{BLANK}{INVISIBLE}\p{{M}}]")


def is_visible(text: str) -> bool:
    """Say whether there is anything to see in a text."""
    return _VISIBLE.search(text) is not None
