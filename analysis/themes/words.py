"""Words of free text: tokens, stems, and the form in which a stem is shown back."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
from nltk.stem.snowball import SnowballStemmer
from nltk.tokenize import RegexpTokenizer
from numpy.typing import NDArray

Indices = NDArray[np.int32]

NOT = "not"
NEGATIONS = frozenset({"no", "not", "nor", "never", "none", "without", "cannot", "nobody", "nothing"})

_TOKENS = RegexpTokenizer(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_STEMMER = SnowballStemmer("english")


@cache
def stop_words() -> frozenset[str]:
    """Words that carry no theme, from data/stop_words.txt; negations are not among them."""
    return frozenset((files("analysis") / "data" / "stop_words.txt").read_text(encoding="utf-8").split())


def tokens(text: str) -> list[str]:
    """Lower-case words in order; "don't" and "cannot" become "not", "people's" becomes "people"."""
    return [plain(form) for form in _TOKENS.tokenize(text.lower())]


@lru_cache(100_000)
def plain(form: str) -> str:
    """A word as it is counted, without what follows an apostrophe."""
    head, _, tail = form.replace("’", "'").partition("'")
    return NOT if form == "cannot" or (tail == "t" and head.endswith("n")) else head


def stem(word: str) -> str:
    """The Snowball stem; negations stay as they are."""
    return word if word in NEGATIONS else str(_STEMMER.stem(word))


@dataclass(frozen=True, slots=True, eq=False)
class Tokenised:
    """Texts as stems without stop words: `stems` (T,) of all texts in a row, `owner` (T,) the text of each.

    `names` gives each stem the form in which it was written most often.
    """

    stems: Indices
    owner: Indices
    names: tuple[str, ...]
    texts: int


def tokenise(texts: Iterable[str]) -> Tokenised:
    """Read texts into numbers, one text at a time, so that memory grows with words, not with strings."""
    index: dict[str, int] = {}
    words, lengths = array("i"), array("i")
    for text in texts:
        found = _TOKENS.tokenize(text.lower())
        words.extend(index.setdefault(word, len(index)) for word in found)
        lengths.append(len(found))
    owner = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
    return _stemmed([plain(form) for form in index], np.array(words, dtype=np.int32), owner, len(lengths))


def _stemmed(forms: Sequence[str], words: Indices, owner: Indices, texts: int) -> Tokenised:
    index: dict[str, int] = {}
    of_form = np.array(
        [-1 if form in stop_words() else index.setdefault(stem(form), len(index)) for form in forms],
        dtype=np.int32,
    )
    often = np.bincount(words, minlength=len(forms))
    names = [""] * len(index)
    for place in np.argsort(-often, kind="stable")[::-1]:
        if of_form[place] >= 0:
            names[of_form[place]] = forms[place]
    stems = of_form[words] if len(words) else words
    return Tokenised(stems[stems >= 0], owner[stems >= 0], tuple(names), texts)
