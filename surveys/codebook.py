"""Codebook: what every column of an export means."""

from collections.abc import Iterator
from dataclasses import dataclass

from surveys.questionnaire import Questionnaire
from surveys.variables import Variable

HEADERS = ("variable", "label", "question", "section", "scale", "monitoring", "code", "value", "on_scale")


@dataclass(frozen=True, slots=True)
class Entry:
    """One variable with where it was asked; `monitoring` ones are exported apart, if at all."""

    variable: Variable
    question: str
    section: str
    monitoring: bool


def codebook(questionnaire: Questionnaire) -> tuple[Entry, ...]:
    """Give one entry for each variable, in the order of the questions."""
    return tuple(
        Entry(variable, question.title, section.title, section.monitoring)
        for section in questionnaire.sections
        for question in section.questions
        for variable in question.variables()
    )


def rows(questionnaire: Questionnaire) -> Iterator[tuple[str, ...]]:
    """Give one row of text for each value of each variable, to go under HEADERS."""
    for entry in codebook(questionnaire):
        variable, monitoring = entry.variable, "yes" if entry.monitoring else "no"
        asked = (variable.name, variable.label, entry.question, entry.section, variable.scale, monitoring)
        for value in variable.values:
            yield (*asked, value.code, value.label, "no" if value.code in variable.outside else "yes")
