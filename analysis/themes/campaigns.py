"""Campaigns: texts that were sent in many copies, word for word or with changes of their senders' own."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from analysis.arrays import IntArray
from analysis.plan.plan import CampaignRule
from analysis.themes.discovery import Text
from analysis.themes.shingles import Shingles, alike, mixed, shingle, signatures
from analysis.themes.templates import joined
from analysis.themes.words import Numbered, number_words

USUAL = CampaignRule()


@dataclass(frozen=True, slots=True)
class Campaign:
    """Texts with one origin: `ids` of all, `versions` different wordings, `example` the most frequent one's id."""

    ids: tuple[int, ...]
    versions: int
    example: int


@dataclass(frozen=True, slots=True)
class Campaigns:
    """What was counted: `submissions` texts, of them `distinct` when a campaign and equal texts count once."""

    campaigns: tuple[Campaign, ...]
    submissions: int
    distinct: int


def find_campaigns(texts: Sequence[Text], seed: int = 0, rule: CampaignRule = USUAL) -> Campaigns:
    """Group near-duplicates, largest group first; nothing is left out of the counts.

    1. Texts with the same words in the same order are one version, whatever their case and punctuation.
    2. Versions of at least the rule's words are linked when the Jaccard index of their three-word shingles is
       at least its likeness (MinHash estimate, 120 places).
    3. The template of a group of at least the rule's texts is the shingles that half of its versions have.
       Further versions join a template that they share a third with, and groups with like templates merge.
    Smaller groups are no campaigns. Shorter texts are never grouped: many people say "No".
    """
    numbered = number_words(text for _, text in texts)
    version, first = _versions(numbered)
    copies = np.bincount(version, minlength=len(first))
    shingles = shingle(numbered, first, rule.least_words)
    group = joined(shingles, _linked(shingles, len(first), (seed, rule.likeness)), copies, rule.least_texts)
    large = np.bincount(group, copies) >= rule.least_texts
    long = np.isin(np.arange(len(first)), shingles.owner)
    grouped = large[group] & long
    found = [
        _campaign(texts, version, copies, np.flatnonzero(grouped & (group == number)))
        for number in np.unique(group[grouped])
    ]
    found.sort(key=lambda campaign: -len(campaign.ids))
    return Campaigns(tuple(found), len(texts), int((~grouped).sum()) + len(found))


def _campaign(texts: Sequence[Text], version: IntArray, copies: IntArray, versions: IntArray) -> Campaign:
    places = np.flatnonzero(np.isin(version, versions)).tolist()
    commonest = versions[copies[versions].argmax()]
    example = int(np.flatnonzero(version == commonest)[0])
    return Campaign(tuple(texts[place][0] for place in places), len(versions), texts[example][0])


def _versions(numbered: Numbered) -> tuple[IntArray, IntArray]:
    """The version of each text (N,) and the first text of each version (V,), in order; by 64-bit hashes."""
    lengths = np.bincount(numbered.owner, minlength=numbered.texts)
    starts = np.cumsum(lengths) - lengths
    position = np.arange(len(numbered.words), dtype=np.int32) - starts.astype(np.int32)[numbered.owner]
    form = mixed(np.arange(1, len(numbered.forms) + 1, dtype=np.uint64))
    codes = mixed(form[numbered.words] + position.astype(np.uint64))
    written = np.flatnonzero(lengths)
    hashes = np.zeros(numbered.texts, dtype=np.uint64)
    if len(written):
        hashes[written] = np.add.reduceat(codes, starts[written])
    _, first, version = np.unique(hashes, return_index=True, return_inverse=True)
    rank = np.empty_like(first)
    rank[np.argsort(first)] = np.arange(len(first))
    return rank[version], np.sort(first)


def _linked(shingles: Shingles, versions: int, by: tuple[int, float]) -> IntArray:
    """The group (V,) of each version, by MinHash with a seed and a least likeness."""
    seed, likeness = by
    places, signs = signatures(shingles, seed)
    pairs = places[alike(signs, likeness)]
    graph = coo_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(versions, versions))
    return np.asarray(connected_components(graph, directed=False)[1], dtype=np.intp)
