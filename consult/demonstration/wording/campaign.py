"""Campaign: one letter that many people send with small changes of their own."""

import numpy as np

from consult.demonstration.chance import pick_one
from consult.demonstration.wording.phrases import phrases

LEAVES_ONE_OUT = 0.35
CHANGES_ONE = 0.45
EXCLAIMS = 0.15


def write_letter(rng: np.random.Generator) -> str:
    """Copy the letter, perhaps with one sentence in other words, one left out, another greeting or ending."""
    letter = phrases().campaign
    sentences = list(letter.sentences)
    if rng.random() < CHANGES_ONE:
        number = pick_one(list(letter.changes), rng)
        sentences[int(number)] = pick_one(letter.changes[number], rng)
    if rng.random() < LEAVES_ONE_OUT:
        del sentences[int(rng.integers(1, len(sentences)))]
    if rng.random() < EXCLAIMS:
        sentences[-1] = sentences[-1].removesuffix(".") + "!"
    parts = (pick_one(letter.greetings, rng), " ".join(sentences), pick_one(letter.endings, rng))
    return "\n\n".join(part for part in parts if part)
