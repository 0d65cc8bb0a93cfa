"""Slips: the small errors of people who type in a hurry."""

from collections.abc import Callable, Mapping

import numpy as np

from consult.demonstration.chance import pick, pick_one

LONG_WORD = 6


def make_slips(text: str, rng: np.random.Generator) -> str:
    """Give the text as it was typed; most people type without an error."""
    return pick(SLIPS, rng)(text, rng)


def keep(text: str, _rng: np.random.Generator) -> str:
    return text


def swap_letters(text: str, rng: np.random.Generator) -> str:
    start, word = _long_word(text, rng)
    at = start + int(rng.integers(1, max(len(word) - 2, 2)))
    return text[:at] + text[at : at + 2][::-1] + text[at + 2 :]


def drop_letter(text: str, rng: np.random.Generator) -> str:
    start, word = _long_word(text, rng)
    at = start + int(rng.integers(1, max(len(word) - 1, 2)))
    return text[:at] + text[at + 1 :]


def drop_last_stop(text: str, _rng: np.random.Generator) -> str:
    return text.removesuffix(".")


def drop_capitals(text: str, _rng: np.random.Generator) -> str:
    return text.lower()


def drop_apostrophes(text: str, _rng: np.random.Generator) -> str:
    return text.replace("'", "").replace(",", "")


def add_emphasis(text: str, _rng: np.random.Generator) -> str:
    return text.removesuffix(".") + "!!"


SLIPS: Mapping[Callable[[str, np.random.Generator], str], float] = {
    keep: 0.74,
    drop_last_stop: 0.08,
    swap_letters: 0.04,
    drop_letter: 0.04,
    drop_capitals: 0.04,
    drop_apostrophes: 0.03,
    add_emphasis: 0.03,
}


def _long_word(text: str, rng: np.random.Generator) -> tuple[int, str]:
    """Pick a long word, or the whole text where there is none, and say where it begins."""
    words = [word.strip(".,?!") for word in text.split()]
    long = [word for word in words if len(word) >= LONG_WORD and word.isalpha()] or [text]
    word = pick_one(long, rng)
    return text.index(word), word
