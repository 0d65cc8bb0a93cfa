"""What to call a theme: the words that set it apart, and pairs of words that belong together."""

from collections.abc import Sequence

import numpy as np
from nltk.collocations import BigramAssocMeasures, BigramCollocationFinder
from scipy.sparse import csr_array

from analysis.arrays import FloatArray
from analysis.themes.words import stem, stop_words, tokens

WORDS = 8
_PHRASES = 3
_PAIRS = 10
_FEWEST = 3


def distinctive(often: csr_array) -> FloatArray:
    """The class-based TF-IDF (K, T) of terms in themes: f(t, k) / sum_t f(t, k) * ln(1 + A / f(t)).

    `often` (K, T) is f(t, k), how often term t occurs in theme k; f(t) is its sum over the themes and A the
    mean of sum_t f(t, k). Source: Grootendorst, BERTopic (2022), arXiv 2203.05794.
    """
    counts = often.toarray().astype(np.float64)
    size, whole = counts.sum(axis=1, keepdims=True), np.maximum(counts.sum(axis=0), 1)
    mean = size.mean() if len(size) else 0
    return np.asarray(counts / np.maximum(size, 1) * np.log1p(mean / whole))


def top_words(scores: FloatArray, names: Sequence[str]) -> tuple[str, ...]:
    """The terms of a theme that set it apart most, without those that repeat words of a better one."""
    found: list[str] = []
    for place in np.argsort(-scores, kind="stable"):
        if scores[place] <= 0 or len(found) == WORDS:
            break
        if not {*names[place].split()} & {word for term in found for word in term.split()}:
            found.append(names[place])
    return tuple(found)


def collocations(texts: Sequence[str]) -> list[str]:
    """Pairs of neighbouring words that occur together more often than by chance (by the t-score)."""
    finder = BigramCollocationFinder.from_documents([tokens(text) for text in texts])
    finder.apply_freq_filter(_FEWEST)
    finder.apply_word_filter(lambda word: word in stop_words())
    return [" ".join(pair) for pair in finder.nbest(BigramAssocMeasures.student_t, _PAIRS)]


def label(words: Sequence[str], pairs: Sequence[str]) -> str:
    """Three terms as a name, each as the collocation it is part of, if any: "Wrong alerts, innocent people, cost"."""
    phrases: list[str] = []
    used: set[str] = set()
    for word in words:
        stems = {stem(part) for part in word.split()}
        phrase = next((pair for pair in pairs if stems & {stem(part) for part in pair.split()}), word)
        parts = {stem(part) for part in phrase.split()}
        if not parts & used and len(phrases) < _PHRASES:
            phrases.append(phrase)
            used |= parts
    return ", ".join(phrases).capitalize()
