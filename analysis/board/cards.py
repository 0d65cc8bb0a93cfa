"""A card for each closed question: the answers of a group of replies, after disclosure control."""

from collections.abc import Iterator
from dataclasses import dataclass

from analysis.arrays import FloatArray
from analysis.board.material import Material, QuestionInfo, VariableInfo
from analysis.disclosure.rules import RULES, Rules
from analysis.disclosure.summaries import guard
from analysis.scales import SCALES
from analysis.scales.summary import Summary
from analysis.scales.tally import Tally


@dataclass(frozen=True, slots=True)
class Card:
    """One chart with its table and sentence; a question whose variables have two scales has two cards."""

    question: QuestionInfo
    summary: Summary


def make_cards(
    material: Material, counts: FloatArray, weighted: FloatArray | None, rules: Rules = RULES
) -> list[Card]:
    """Cards of all questions, in order; `counts` and `weighted` (V,) are a group's sums by value column."""
    return [
        Card(question, guard(_summarise(material, block, counts, weighted), rules))
        for question in material.questions
        for block in _blocks(question)
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
