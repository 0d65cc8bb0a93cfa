"""A card for each closed question: the answers of a group of replies, after disclosure control."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from analysis.arrays import FloatArray
from analysis.board.material import Material, QuestionInfo, VariableInfo
from analysis.disclosure.rules import RULES, Rules
from analysis.disclosure.summaries import Sums, guard
from analysis.scales import SCALES
from analysis.scales.summary import Summary, Together
from analysis.scales.tally import Tally

Support = Mapping[str, Any]
"""What is shown of the three shares: a document of `analysis.board.figures.SupportFigures`."""


@dataclass(frozen=True, slots=True)
class Card:
    """One chart with its table and sentence; a question whose variables have two scales has two cards."""

    question: QuestionInfo
    summary: Summary


def make_cards(
    material: Material,
    counts: FloatArray,
    weighted: FloatArray | None,
    support: Support | None,
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
        for summary in [_summarise(material, block, counts, weighted)]
    ]


def _blocks(question: QuestionInfo) -> Iterator[tuple[VariableInfo, ...]]:
    """Variables that can stand in one chart: those with the same values."""
    blocks: dict[tuple[str, tuple[str, ...]], list[VariableInfo]] = {}
    for variable in question.variables:
        blocks.setdefault((variable.scale, variable.codes), []).append(variable)
    return (tuple(block) for block in blocks.values())


def _summarise(
    material: Material, block: tuple[VariableInfo, ...], counts: FloatArray, weighted: FloatArray | None
) -> Summary:
    parts = [material.columns[variable.name] for variable in block]
    tallies = [
        _tally(variable, counts[part], None if weighted is None else weighted[part])
        for variable, part in zip(block, parts, strict=True)
    ]
    return SCALES[block[0].scale].summarise(tallies)


def _sums(
    material: Material, block: tuple[VariableInfo, ...], summary: Summary, support: Support | None
) -> Sums:
    """The three shares as sums of columns, by the name of the primary item where it is in the block."""
    shares = support["shares"] if support is not None and support["n"] is not None else ()
    return {
        variable.name: [_sum(material, variable, summary, share) for share in shares]
        for variable in block
        if variable.name == material.primary
    }


def _sum(material: Material, variable: VariableInfo, summary: Summary, share: Mapping[str, Any]) -> Together:
    start = material.columns[variable.name].start
    codes = {variable.codes[place - start] for place in material.states[share["state"]]}
    places = tuple(place for place, column in enumerate(summary.columns) if column.code in codes)
    return Together(places, share["count"], share["unweighted"], share["weighted"])


def _tally(variable: VariableInfo, counts: FloatArray, weighted: FloatArray | None) -> Tally:
    return Tally(
        variable=variable.name,
        label=variable.label,
        codes=variable.codes,
        labels=variable.labels,
        counts=counts,
        outside=variable.outside,
        weighted=weighted,
        edges=variable.edges,
    )
