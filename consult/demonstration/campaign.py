"""Campaign: one letter that many people send with small changes of their own."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np

from consult.demonstration.chance import pick_one

LEAVES_ONE_OUT = 0.35
CHANGES_ONE = 0.45
EXCLAIMS = 0.15


@dataclass(frozen=True, slots=True)
class Letter:
    """The sentences to copy, other wordings of some of them by their number, and ways to begin and end."""

    greetings: list[str]
    sentences: list[str]
    changes: Mapping[str, list[str]]
    endings: list[str]


def write_letter(rng: np.random.Generator) -> str:
    """Copy the letter, changing or leaving out at most a sentence or two."""
    letter = read_letter()
    sentences = list(letter.sentences)
    if rng.random() < CHANGES_ONE:
        number = pick_one(list(letter.changes), rng)
        sentences[int(number)] = pick_one(letter.changes[number], rng)
    if rng.random() < LEAVES_ONE_OUT:
        del sentences[int(rng.integers(1, len(sentences)))]
    if rng.random() < EXCLAIMS:
        sentences[-1] = sentences[-1].removesuffix(".") + "!"
    greeting, ending = pick_one(letter.greetings, rng), pick_one(letter.endings, rng)
    body = " ".join(sentences)
    return "\n\n".join(part for part in (greeting, body, ending) if part)


@lru_cache(maxsize=1)
def read_letter() -> Letter:
    text = files("consult.demonstration").joinpath("phrases.json").read_text(encoding="utf-8")
    return Letter(**json.loads(text)["campaign"])
