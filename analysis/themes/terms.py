"""Terms of texts: single stems and pairs of neighbouring stems, counted and weighted."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, vstack

from analysis.arrays import IntArray
from analysis.themes.words import Indices, Tokenised

MOST_TERMS = 20_000
_FEWEST_TEXTS = 2
_COMMONEST = 0.2
_ALIKE = 0.1
_LIKEST = 20
_BLOCK = 1_000


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """How often each term occurs in each text, `counts` (N, T), and how a term is written, `names` (T,)."""

    counts: csr_array
    names: tuple[str, ...]


def count_terms(tokenised: Tokenised) -> Terms:
    """Count stems and pairs of neighbouring stems that are neither too rare nor too common to tell texts apart.

    Kept are terms in at least max(2, N / 20,000) and at most max(20 %, 10) of N texts, and of these the 20,000
    that are in most texts.
    """
    size, texts = len(tokenised.names), tokenised.texts
    kinds, column, row = _pairs(tokenised)
    columns = np.concatenate([tokenised.stems, size + column])
    rows = np.concatenate([tokenised.owner, row])
    ones = np.ones(len(rows), dtype=np.float32)
    counts = csr_array((ones, (rows, columns)), shape=(texts, size + len(kinds)))
    kept = _kept(np.bincount(counts.indices, minlength=counts.shape[1]), texts)
    codes = np.concatenate([np.arange(size), size + kinds])[kept]
    return Terms(counts[:, kept], tuple(_name(int(code), tokenised.names) for code in codes))


def _pairs(tokenised: Tokenised) -> tuple[IntArray, Indices, Indices]:
    """The pairs that are not too rare, and of each occurrence its place among them and its text."""
    follows = np.flatnonzero(tokenised.owner[:-1] == tokenised.owner[1:])
    pairs = tokenised.stems[follows] * np.int64(len(tokenised.names)) + tokenised.stems[follows + 1]
    kinds, times = np.unique(pairs, return_counts=True)
    kinds = kinds[times >= _rarest(tokenised.texts)]
    place = np.searchsorted(kinds, pairs).astype(np.int32)
    found = place < len(kinds)
    found[found] = kinds[place[found]] == pairs[found]
    return kinds, place[found], tokenised.owner[follows[found]]


def _rarest(texts: int) -> float:
    return max(_FEWEST_TEXTS, texts / 20_000)


def _kept(spread: IntArray, texts: int) -> IntArray:
    usable = (spread >= _rarest(texts)) & (spread <= max(_COMMONEST * texts, 10))
    order = np.argsort(-spread, kind="stable")
    return np.sort(order[usable[order]][:MOST_TERMS])


def _name(code: int, names: tuple[str, ...]) -> str:
    size = len(names)
    if code < size:
        return names[code]
    first, second = divmod(code - size, size)
    return f"{names[first]} {names[second]}"


def weighted(terms: Terms) -> csr_array:
    """TF-IDF (N, T) with rows of length 1: (1 + ln tf) (1 + ln((1 + N) / (1 + df)))."""
    counts = terms.counts
    spread = np.bincount(counts.indices, minlength=counts.shape[1])
    rarity = (1 + np.log((1 + counts.shape[0]) / (1 + spread))).astype(np.float32)
    weights = counts.copy()
    weights.data = (1 + np.log(counts.data)) * rarity[counts.indices]
    return unit_rows(weights)


def unit_rows(matrix: csr_array) -> csr_array:
    """The rows made 1 long; rows of zeros stay as they are."""
    length = np.sqrt(matrix.power(2).sum(axis=1)).astype(np.float32)
    scaled = matrix.copy()
    scaled.data /= np.repeat(length, np.diff(matrix.indptr))
    return scaled


def likeness(weights: csr_array) -> csr_array:
    """Cosine similarity (T, T) of terms by the texts they occur in: of each term with its 20 likest, if >= 0.1."""
    columns = unit_rows(csr_array(weights.T))
    blocks = [
        _likest(csr_array(columns[start : start + _BLOCK] @ columns.T), start)
        for start in range(0, columns.shape[0], _BLOCK)
    ]
    return csr_array(vstack(blocks)) if blocks else csr_array((0, 0))


def _likest(alike: csr_array, start: int) -> csr_array:
    """The entries of a block of rows that are kept; row i of it is term start + i, and not like itself."""
    row = np.repeat(np.arange(alike.shape[0]), np.diff(alike.indptr))
    kept = (alike.data >= _ALIKE) & (alike.indices != row + start)
    row, column, value = row[kept], alike.indices[kept], alike.data[kept]
    order = np.lexsort((column, -value, row))
    first = np.searchsorted(row[order], np.arange(alike.shape[0]))
    rank = np.arange(len(order)) - first[row[order]]
    chosen = order[rank < _LIKEST]
    return csr_array((value[chosen], (row[chosen], column[chosen])), shape=alike.shape)


def widened(weights: csr_array, alike: csr_array) -> csr_array:
    """Texts by their terms and the terms that keep company with these: X + X S, rows of length 1.

    Brings short texts together that say one thing in different words. Source: the generalised vector space
    model (Wong, Ziarko and Wong, SIGIR 1985).
    """
    return unit_rows(csr_array(weights + weights @ alike))
