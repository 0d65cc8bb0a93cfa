"""The few words and the line breaks that all pictures share."""

from textwrap import wrap

from analysis.vocabulary import HIDDEN

ALL_HIDDEN = HIDDEN.capitalize()
SOME_HIDDEN = f"Some answers are {HIDDEN}"
AXIS = "% of those who replied"


def percent(value: int) -> str:
    return f"{value}%"


def lines(label: str, width: int) -> list[str]:
    """Break a label into lines of at most `width` characters, never none."""
    return wrap(label, width) or [""]
