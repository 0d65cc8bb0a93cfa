"""Themes as people see them, whatever engine put the texts together: labels, words, quotes, a table."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from analysis.arrays import BoolArray, FloatArray, IntArray
from analysis.themes.discovery import Text, Theme
from analysis.themes.labels import collocations, distinctive, label, top_words
from analysis.themes.quotes import representative
from analysis.themes.terms import Terms, unit_rows

_READ_FOR_LABELS = 500


def describe(
    texts: Sequence[Text], terms: Terms, weights: csr_array, member: BoolArray, quotes: int
) -> tuple[tuple[Theme, ...], pd.DataFrame]:
    """Name the themes, largest first, and put the assignments in a table (see Discovery).

    `weights` (N, T) are the TF-IDF rows of all texts, of length 1; `member` (N, K) says which themes a text has.
    """
    member = _by_size(member)
    row, theme = np.nonzero(member)
    belongs = csr_array((np.ones(len(row), dtype=np.float32), (theme, row)), shape=member.shape[::-1])
    nearness = _nearness(weights, belongs, (row, theme))
    scores = distinctive(csr_array(belongs @ terms.counts))
    described = []
    for place in range(member.shape[1]):
        inside = np.flatnonzero(theme == place)
        inside = inside[np.argsort(-nearness[inside], kind="stable")]
        words = top_words(scores[place], terms.names)
        pairs = collocations([texts[text][1] for text in row[inside[:_READ_FOR_LABELS]].tolist()])
        telling = representative(weights[row[inside]], nearness[inside], quotes)
        identities = tuple(texts[text][0] for text in row[inside[telling]].tolist())
        described.append(Theme(label(words, pairs), words, len(inside), identities))
    table = pd.DataFrame({"id": [texts[text][0] for text in row.tolist()], "theme": theme, "score": nearness})
    table["main"] = _nearest(row, nearness)
    return tuple(described), table


def _by_size(member: BoolArray) -> BoolArray:
    """The themes in another order, largest first, without empty ones."""
    sizes = member.sum(axis=0)
    order = np.argsort(-sizes, kind="stable")
    return member[:, order[sizes[order] > 0]]


def _nearness(weights: csr_array, belongs: csr_array, places: tuple[IntArray, IntArray]) -> FloatArray:
    """The cosine (P,) of texts with the mean direction of themes, at P places (text, theme)."""
    centres = unit_rows(csr_array(belongs @ weights)).toarray()
    return np.asarray((weights @ centres.T)[places], dtype=np.float64)


def _nearest(row: IntArray, nearness: FloatArray) -> BoolArray:
    """Of the places (P,) of each text, the one that is nearest to its theme."""
    order = np.lexsort((-nearness, row))
    main = np.zeros(len(row), dtype=np.bool_)
    main[order[np.unique(row[order], return_index=True)[1]]] = True
    return main
