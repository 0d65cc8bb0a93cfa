"""Passwords: the same whichever keyboard they are typed on, and none that is known or easily guessed."""

import unicodedata
from threading import Lock
from typing import Literal

from zxcvbn import zxcvbn

from consult.services.refusals import FieldRefusedError

FORM: Literal["NFKD"] = "NFKD"  # of letters with marks, which some keyboards send in two parts
SHORTEST = 12
LONGEST = 200
READ = 72  # letters that are looked at; more only make it harder
LEAST_GUESSES = 10  # powers of ten, with the words of lists of known passwords tried first
OURS = (
    "consult",
    "kent",
    "medway",
    "police",
    "crime",
    "commissioner",
    "staff",
    "pcc",
    "facial",
    "recognition",
)

_one_at_a_time = Lock()  # the library keeps the words of whom it is asked about in one place


def normalise(password: str) -> str:
    """As the sign-in page reads what was typed."""
    return unicodedata.normalize(FORM, password)


def check_password(password: str, email: str) -> None:
    """Raises `FieldRefusedError` for one that is too short, is on a list of known ones, or is made of such words."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise FieldRefusedError("new_password", f"Use from {SHORTEST} to {LONGEST} characters")
    if count_guesses(password, email) < LEAST_GUESSES:
        raise FieldRefusedError(
            "new_password",
            "This password is known, or can be guessed from known ones. "
            "Four words that have nothing to do with each other are hard to guess and easy to remember",
        )


def count_guesses(password: str, email: str) -> float:
    """How many guesses it withstands, as a power of ten."""
    own = [*OURS, email, *email.replace("@", ".").split(".")]
    with _one_at_a_time:
        found: float = zxcvbn(normalise(password)[:READ], user_inputs=own)["guesses_log10"]
    return found
