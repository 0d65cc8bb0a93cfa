"""Texts that speak for a theme: near its centre, and not all the same."""

import numpy as np
from scipy.sparse import csr_array

from analysis.arrays import FloatArray, IntArray

_CANDIDATES = 100
_NEARNESS = 0.7


def representative(weights: csr_array, nearness: FloatArray, number: int) -> IntArray:
    """The rows of `weights` (N, T; length 1) to quote, best first, by maximal marginal relevance.

    Picks in turn the text with the greatest 0.7 nearness - 0.3 max(cosine with a picked one), among the 100
    nearest to the centre; `nearness` (N,) is their cosine with it. Fewer than `number` only if N is smaller.
    Source: Carbonell and Goldstein, SIGIR 1998.
    """
    candidates = np.argsort(-nearness, kind="stable")[:_CANDIDATES]
    rows = weights[candidates]
    alike = (rows @ rows.T).toarray()
    closest, picked = np.zeros(len(candidates)), list[int]()
    while len(picked) < min(number, len(candidates)):
        gain = _NEARNESS * nearness[candidates] - (1 - _NEARNESS) * closest
        gain[picked] = -np.inf
        best = int(gain.argmax())
        picked.append(best)
        closest = np.maximum(closest, alike[best])
    return candidates[picked]
