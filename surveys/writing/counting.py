"""Characters counted as people see them, on the server as in the browser (static/js/counting.js)."""

import unicodedata

import regex

_CLUSTER = regex.compile(r"\X")

# The largest signs that are drawn as one have about ten parts (a family, the flag of England). What piles
# hundreds of marks on one letter is counted as more than one character, so that a limit is one of size too.
LARGEST = 32


def count_characters(text: str) -> int:
    """The number of characters that a reader sees: clusters of code points (UAX 29) in composed form (NFC)."""
    composed = unicodedata.normalize("NFC", text)
    if composed.isascii():
        return len(composed) - composed.count("\r\n")
    return sum(-(-len(cluster) // LARGEST) for cluster in _CLUSTER.findall(composed))
