"""Distinct texts: how many there are when those that say the same in the same words count once."""

from collections.abc import Iterable
from hashlib import blake2b

from surveys.writing.comparing import words_of

DIGEST_BYTES = 16


def wording(text: str) -> str:
    """The words of a text in order, as they are read, without punctuation: what makes it the same text.

    Many people leave out apostrophes, so "its" and "it's" are one.
    """
    return " ".join(words_of(text)).replace("'", "")


def count_distinct(texts: Iterable[str]) -> int:
    """The number of different wordings, |{wording(t)}|; texts without a word are none.

    Letters of a campaign with words of their senders' own are different texts here;
    `analysis.themes.campaigns` groups them. Memory: 16 bytes of a hash for each text.
    """
    digests = {
        blake2b(words.encode(), digest_size=DIGEST_BYTES).digest() for words in map(wording, texts) if words
    }
    return len(digests)
