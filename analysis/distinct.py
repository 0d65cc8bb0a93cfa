"""Distinct texts: how many there are when those that say the same in the same words count once."""

import re
from collections.abc import Iterable
from hashlib import blake2b

NO_WORD = re.compile(r"[\W_]+")
DIGEST_BYTES = 16


def normalised(text: str) -> str:
    """The words of a text in order, without capitals, punctuation and line ends: what makes it the same text."""
    return NO_WORD.sub(" ", text.casefold().replace("’", "'").replace("'", "")).strip()


def count_distinct(texts: Iterable[str]) -> int:
    """The number of different normalised texts, |{normalised(t)}|; texts without a word are none.

    Letters of a campaign with words of their senders' own are different texts here;
    `analysis.themes.campaigns` groups them. Memory: 16 bytes of a hash for each text.
    """
    digests = {
        blake2b(words.encode(), digest_size=DIGEST_BYTES).digest()
        for words in map(normalised, texts)
        if words
    }
    return len(digests)
