"""Passwords: the same whichever keyboard they are typed on."""

import unicodedata
from typing import Literal

FORM: Literal["NFKD"] = "NFKD"  # of letters with marks, which some keyboards send in two parts
SHORTEST = 12


def normalise(password: str) -> str:
    """As the sign-in page reads what was typed."""
    return unicodedata.normalize(FORM, password)
