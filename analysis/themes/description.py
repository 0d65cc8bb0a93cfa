"""Themes as people see them, whatever engine put the texts together: labels, words, quotes, a table."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from analysis.arrays import FloatArray, IntArray
from analysis.themes.discovery import Text, Theme
from analysis.themes.labels import collocations, distinctive, label, top_words
from analysis.themes.quotes import representative
from analysis.themes.terms import Terms, unit_rows

_READ_FOR_LABELS = 500


def describe(
    texts: Sequence[Text], terms: Terms, weights: csr_array, assigned: IntArray, quotes: int
) -> tuple[tuple[Theme, ...], pd.DataFrame]:
    """Name the themes, largest first, and put the assignments in a table (see Discovery).

    `weights` (N, T) are the TF-IDF rows of all texts, of length 1; `assigned` (N,) has -1 for no theme.
    """
    rows = np.flatnonzero(assigned >= 0)
    sources = [texts[row] for row in rows.tolist()]
    themes = _by_size(assigned[rows])
    member = _membership(themes)
    nearness = _nearness(weights[rows], member, themes)
    scores = distinctive(csr_array(member @ terms.counts[rows]))
    described = []
    for theme in range(member.shape[0]):
        inside = np.flatnonzero(themes == theme)
        inside = inside[np.argsort(-nearness[inside], kind="stable")]
        words = top_words(scores[theme], terms.names)
        pairs = collocations([sources[place][1] for place in inside[:_READ_FOR_LABELS].tolist()])
        telling = representative(weights[rows[inside]], nearness[inside], quotes)
        identities = tuple(sources[place][0] for place in inside[telling].tolist())
        described.append(Theme(label(words, pairs), words, len(inside), identities))
    table = pd.DataFrame({"id": [identity for identity, _ in sources], "theme": themes, "score": nearness})
    return tuple(described), table


def _by_size(assigned: IntArray) -> IntArray:
    """The themes numbered again, largest first, without empty ones."""
    kinds, place, sizes = np.unique(assigned, return_inverse=True, return_counts=True)
    rank = np.empty(len(kinds), dtype=np.intp)
    rank[np.argsort(-sizes, kind="stable")] = np.arange(len(kinds))
    return rank[place]


def _membership(themes: IntArray) -> csr_array:
    """A matrix (themes, N) with 1 where a text belongs to a theme."""
    number = int(themes.max(initial=-1)) + 1
    places = (themes, np.arange(len(themes)))
    return csr_array((np.ones(len(themes), dtype=np.float32), places), shape=(number, len(themes)))


def _nearness(weights: csr_array, member: csr_array, themes: IntArray) -> FloatArray:
    """The cosine (N,) of each text with the mean direction of its theme."""
    centres = unit_rows(csr_array(member @ weights)).toarray()
    cosines = weights @ centres.T
    return np.asarray(cosines[np.arange(len(themes)), themes], dtype=np.float64)
