"""Words of free text: tokens, stems, and the form in which a stem is shown back."""

from array import array
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
import regex
from nltk.stem.snowball import SnowballStemmer
from numpy.typing import NDArray

Indices = NDArray[np.int32]

NOT = "not"
NEGATIONS = frozenset({"no", "not", "nor", "never", "none", "without", "cannot", "nobody", "nothing"})

# Marks (accents, vowel signs of many scripts) belong to their letter, and an apostrophe inside a word to the word.
_WORD = regex.compile(r"[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*")
_STEMMER = SnowballStemmer("english")


@cache
def stop_words() -> frozenset[str]:
    """Words that carry no theme, from data/stop_words.txt; negations are not among them."""
    return frozenset((files("analysis") / "data" / "stop_words.txt").read_text(encoding="utf-8").split())


def tokens(text: str) -> list[str]:
    """Lower-case words in order; "don't" and "cannot" become "not", "people's" becomes "people"."""
    return [plain(form) for form in _WORD.findall(text.lower())]


@lru_cache(100_000)
def plain(form: str) -> str:
    """A word as it is counted, without what follows an apostrophe."""
    head, _, tail = form.replace("’", "'").partition("'")
    return NOT if form == "cannot" or (tail == "t" and head.endswith("n")) else head


def stem(word: str) -> str:
    """The Snowball stem; negations stay as they are."""
    return word if word in NEGATIONS else str(_STEMMER.stem(word))


@dataclass(frozen=True, slots=True, eq=False)
class Numbered:
    """Texts as numbers: `words` (T,) of all texts in a row, `owner` (T,) the text of each, `forms` the words."""

    words: Indices
    owner: Indices
    forms: tuple[str, ...]
    texts: int


def number_words(texts: Iterable[str]) -> Numbered:
    """Read texts into numbers, one text at a time, so that memory grows with words, not with strings."""
    index = defaultdict[str, int]()
    index.default_factory = index.__len__
    words, lengths = array("i"), array("i")
    for text in texts:
        found = _WORD.findall(text.lower())
        words.extend(map(index.__getitem__, found))
        lengths.append(len(found))
    owner = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
    return Numbered(np.array(words, dtype=np.int32), owner, tuple(index), len(lengths))


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
    """The stems of texts, without stop words; a stem is named by its most frequent form."""
    numbered = number_words(texts)
    index: dict[str, int] = {}
    forms = [plain(form) for form in numbered.forms]
    of_form = np.array(
        [-1 if form in stop_words() else index.setdefault(stem(form), len(index)) for form in forms],
        dtype=np.int32,
    )
    often = np.bincount(numbered.words, minlength=len(forms))
    names = [""] * len(index)
    for place in np.argsort(often, kind="stable"):
        if of_form[place] >= 0:
            names[of_form[place]] = forms[place]
    stems = of_form[numbered.words] if forms else numbered.words
    return Tokenised(stems[stems >= 0], numbered.owner[stems >= 0], tuple(names), numbered.texts)
