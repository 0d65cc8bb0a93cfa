"""Themes by non-negative matrix factorisation of TF-IDF terms: no model files, repeatable, fast."""

from collections.abc import Sequence
from warnings import catch_warnings, simplefilter

import numpy as np
from scipy.sparse import csr_array
from sklearn.decomposition import NMF
from sklearn.exceptions import ConvergenceWarning
from sklearn.preprocessing import normalize

from analysis.arrays import BoolArray
from analysis.themes.description import describe
from analysis.themes.discovery import Discovery, Request, Text, Unprocessed, number_of_themes
from analysis.themes.terms import Terms, count_terms, likeness, weighted, widened
from analysis.themes.words import Tokenised, tokenise

NAME = "tfidf_nmf"
VERSION = 2
_SAMPLE = 5_000
_FEWEST_WORDS = 2
_FEWEST_TEXTS = 4
_AS_NEAR = 0.7


TOO_SHORT = "too short"
NOTHING_SHARED = "shares no words with other texts"
TOO_FEW = "too few texts to look for themes"
NO_THEME = "fits none of the themes"


def discover(texts: Sequence[Text], request: Request) -> Discovery:
    """Suggest themes of texts: TF-IDF of stems and pairs, widened by like terms, NMF, each text to one or more.

    The factorisation is learnt from at most 5,000 texts (chosen by the seed) and applied to all. A text goes
    to the theme whose component it is nearest to (cosine), and to others that it is at least 0.7 times as near
    to. Texts of fewer than two words that carry meaning,
    or without a word in common with others, are returned as unprocessed, and all texts if fewer than four are
    left. Source: Lee and Seung, Nature 401 (1999); start by NNDSVD, Boutsidis and Gallopoulos (2008).
    """
    tokenised = tokenise(text for _, text in texts)
    request.progress(0.4)
    terms = count_terms(tokenised)
    reasons = _reasons(tokenised, terms)
    usable = np.flatnonzero([not reason for reason in reasons])
    weights = weighted(terms)
    request.progress(0.5)
    member = np.zeros((len(texts), 0), dtype=np.bool_)
    if len(usable):
        found = _assign(weights[usable], request)
        member = np.zeros((len(texts), found.shape[1]), dtype=np.bool_)
        member[usable] = found
    request.progress(0.8)
    themes, assignments = describe(texts, terms, weights, member, request.quotes)
    request.progress(1.0)
    left = [
        Unprocessed(texts[place][0], reasons[place] or NO_THEME)
        for place in np.flatnonzero(~member.any(axis=1)).tolist()
    ]
    return Discovery(NAME, VERSION, request.seed, themes, assignments, tuple(left))


def _reasons(tokenised: Tokenised, terms: Terms) -> list[str]:
    """Why each text cannot be processed, empty if it can."""
    words = np.bincount(tokenised.owner, minlength=tokenised.texts)
    shared = np.asarray(terms.counts.sum(axis=1)).ravel() > 0
    reasons = [
        TOO_SHORT if number < _FEWEST_WORDS else "" if common else NOTHING_SHARED
        for number, common in zip(words, shared, strict=True)
    ]
    usable = reasons.count("")
    return reasons if usable >= _FEWEST_TEXTS else [reason or TOO_FEW for reason in reasons]


def _assign(weights: csr_array, request: Request) -> BoolArray:
    """Which themes each text belongs to (N, K); none where no theme has a part in it.

    The cosine of a widened text x (I + S) with a component h is, up to the length of the text, x (h + S h).
    """
    number = min(request.themes or number_of_themes(weights.shape[0]), *weights.shape)
    random = np.random.default_rng(request.seed)
    size = weights.shape[0]
    sample = weights[np.sort(random.choice(size, min(size, _SAMPLE), replace=False))]
    alike = likeness(sample)
    model = NMF(number, init="nndsvd", tol=1e-3, max_iter=100, random_state=request.seed)
    with catch_warnings(), np.errstate(invalid="ignore"):  # a perfect fit may have an error just below 0
        simplefilter("ignore", ConvergenceWarning)  # a search that stops early still suggests
        model.fit(widened(sample, alike))
    components = normalize(model.components_).T
    share = weights @ (components + alike @ components)
    nearest = share.max(axis=1, keepdims=True)
    return np.asarray((share > 0) & (share >= _AS_NEAR * nearest), dtype=np.bool_)
