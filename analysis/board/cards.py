"""A card for each closed question: the answers of a group of replies, after disclosure control."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from analysis.arrays import FloatArray
from analysis.board.material import Material, QuestionInfo, VariableInfo
from analysis.board.support import Share, SupportFigures
from analysis.disclosure.rules import RULES, Rules
from analysis.disclosure.summaries import Sums, guard
from analysis.disclosure.withheld import is_shown
from analysis.scales import SCALES
from analysis.scales.rank import NOT_RANKED, RANK
from analysis.scales.summary import Summary, Together
from analysis.scales.tally import Tally


@dataclass(frozen=True, slots=True)
class Card:
    """One chart with its table and sentence; a question whose variables have two scales has two cards."""

    question: QuestionInfo
    summary: Summary


def make_cards(
    material: Material,
    counts: FloatArray,
    weighted: FloatArray | None,
    support: SupportFigures | None,
    rules: Rules = RULES,
) -> list[Card]:
    """Cards of all questions, in order; `counts` and `weighted` (V,) are a group's sums by value column.

    `support` are the three shares of the same replies as they are shown, None where none are: each is the sum of
    some answers on the card of the primary item, which are protected together with it.
    """
    return [
        Card(question, guard(summary, rules, _sums(material, block, summary, support)))
        for question in material.questions
        for block in _blocks(question)
        for summary in [_summarise(material, question, block, (counts, weighted))]
    ]


def _blocks(question: QuestionInfo) -> Iterator[tuple[VariableInfo, ...]]:
    """Variables that can stand in one chart: those with the same values."""
    blocks: dict[tuple[str, tuple[str, ...]], list[VariableInfo]] = {}
    for variable in question.variables:
        blocks.setdefault((variable.scale, variable.codes), []).append(variable)
    return (tuple(block) for block in blocks.values())


def _summarise(
    material: Material,
    question: QuestionInfo,
    block: tuple[VariableInfo, ...],
    counted: tuple[FloatArray, FloatArray | None],
) -> Summary:
    counts, weighted = counted
    tallies = [_tally(material, variable, counts, weighted) for variable in block]
    if block[0].scale == RANK.name:
        plain = _answered(material, question, counts)
        after = None if weighted is None else _answered(material, question, weighted)
        tallies = [_with_unranked(tally, plain, after) for tally in tallies]
    return SCALES[block[0].scale].summarise(tallies)


def _answered(material: Material, question: QuestionInfo, sums: FloatArray) -> float:
    """How many answered a question of ranks: each of them put one item first, or gave an answer instead."""
    ranks = [variable for variable in question.variables if variable.scale == RANK.name]
    others = [variable for variable in question.variables if variable.scale != RANK.name]
    if others:
        return float(sums[material.columns[others[0].name]].sum())
    return float(sum(sums[material.columns[variable.name].start] for variable in ranks))


def _with_unranked(tally: Tally, answered: float, weighted: float | None) -> Tally:
    """Those who answered the question and gave this item no rank are one more answer, off the scale."""
    missing = max(answered - tally.counts.sum(), 0.0)
    after = tally.weighted
    if after is not None and weighted is not None:
        after = np.append(after, max(weighted - after.sum(), 0.0))
    return replace(
        tally,
        codes=(*tally.codes, NOT_RANKED),
        labels=(*tally.labels, "Not ranked"),
        counts=np.append(tally.counts, missing),
        outside=tally.outside | {NOT_RANKED},
        weighted=after,
    )


def _sums(
    material: Material, block: tuple[VariableInfo, ...], summary: Summary, support: SupportFigures | None
) -> Sums:
    """The three shares as sums of columns, by the name of the primary item where it is in the block."""
    shares = support.shares if support is not None and support.tells else ()
    return {
        variable.name: [each for share in shares if (each := _sum(material, variable, summary, share))]
        for variable in block
        if variable.name == material.primary
    }


def _sum(material: Material, variable: VariableInfo, summary: Summary, share: Share) -> Together | None:
    start = material.columns[variable.name].start
    codes = {variable.codes[place - start] for place in material.states[share.state]}
    places = tuple(place for place, column in enumerate(summary.columns) if column.code in codes)
    if not is_shown(share.count) or not is_shown(share.unweighted):
        return None
    weighted = share.weighted if is_shown(share.weighted) else None
    return Together(places, share.count, share.unweighted, weighted)


def _tally(
    material: Material, variable: VariableInfo, counts: FloatArray, weighted: FloatArray | None
) -> Tally:
    part = material.columns[variable.name]
    return Tally(
        variable=variable.name,
        label=variable.label,
        codes=variable.codes,
        labels=variable.labels,
        counts=counts[part],
        outside=variable.outside,
        weighted=None if weighted is None else weighted[part],
        edges=variable.edges,
        sided=variable.sided,
    )
