"""Texts as sets of three-word shingles, and pairs of texts that share many of them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.arrays import IntArray
from analysis.themes.words import Indices, Numbered

Hashes = NDArray[np.uint64]
Signatures = NDArray[np.uint32]

WIDTH = 3
BANDS = 40
ROWS = 3
_BLOCK = 5_000
_ODD = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True, eq=False)
class Shingles:
    """Shingles of long enough texts: `hashes` (S,), one text after the other, `owner` (S,) the text of each."""

    hashes: Hashes
    owner: Indices


def shingle(numbered: Numbered, chosen: IntArray, shortest: int) -> Shingles:
    """The three-word shingles of those of the chosen texts (V,) that have at least `shortest` words.

    `chosen` are texts in ascending order; `owner` is a place in `chosen`, in ascending order too.
    """
    lengths = np.bincount(numbered.owner, minlength=numbered.texts)
    place = np.full(numbered.texts, -1, dtype=np.int32)
    place[chosen] = np.where(lengths[chosen] >= shortest, np.arange(len(chosen)), -1)
    first, last = numbered.owner[: 1 - WIDTH], numbered.owner[WIDTH - 1 :]
    starts = np.flatnonzero((first == last) & (place[first] >= 0))
    hashes = np.zeros(len(starts), dtype=np.uint64)
    for step in range(WIDTH):
        hashes = mixed(hashes * _ODD + numbered.words[starts + step].astype(np.uint64) + np.uint64(1))
    return Shingles(hashes, place[numbered.owner[starts]])


def mixed(values: Hashes) -> Hashes:
    """Numbers spread evenly over 64 bits (the finishing steps of splitmix64)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    values ^= values >> np.uint64(31)
    return values


def signatures(shingles: Shingles, seed: int) -> tuple[Indices, Signatures]:
    """MinHash signatures (N, 120) of the texts that have shingles, and which texts these are (N,).

    The share of equal places of two signatures estimates the Jaccard index of the two sets of shingles.
    Source: Broder, On the resemblance and containment of documents (1997).
    """
    texts, starts = np.unique(shingles.owner, return_index=True)
    keys = np.random.default_rng(seed).integers(1, 2**63, BANDS * ROWS, dtype=np.uint64)
    found = np.empty((len(texts), len(keys)), dtype=np.uint32)
    for place, key in enumerate(keys if len(texts) else ()):
        hashed = ((shingles.hashes ^ key) * (key | np.uint64(1))) >> np.uint64(32)
        found[:, place] = np.minimum.reduceat(hashed.astype(np.uint32), starts)
    return texts, found


def alike(signs: Signatures, least: float) -> IntArray:
    """Pairs (P, 2) of rows whose estimated Jaccard index is at least `least`.

    Candidates are neighbours in the buckets of 40 bands of 3 places each: 94 of 100 pairs at 0.4 and all at 0.6
    share a bucket. A bucket of m texts gives m - 1 pairs, enough to link them.
    """
    found = [np.zeros(0, dtype=np.int64)]
    for band in range(BANDS):
        rows = signs[:, band * ROWS : (band + 1) * ROWS].astype(np.uint64)
        key = mixed(mixed(mixed(rows[:, 0]) ^ rows[:, 1]) ^ rows[:, 2])
        order = np.argsort(key, kind="stable")
        same = np.flatnonzero(key[order][1:] == key[order][:-1])
        found.append(order[same] * len(signs) + order[same + 1])
    pairs = np.column_stack(np.divmod(np.unique(np.concatenate(found)), max(len(signs), 1)))
    near = [
        np.mean(signs[block[:, 0]] == signs[block[:, 1]], axis=1) >= least
        for block in np.split(pairs, range(_BLOCK, len(pairs), _BLOCK))
    ]
    linked: IntArray = pairs[np.concatenate(near)]
    return linked
