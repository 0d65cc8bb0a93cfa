"""Routes: every way through a questionnaire that its rules tell apart, with the minutes that it takes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from surveys.checks.samples import sample
from surveys.conditions import leaves
from surveys.questionnaire import Questionnaire
from surveys.questions import AnyQuestion
from surveys.questions.base import CAREFUL
from surveys.routing import minutes_for
from surveys.variables import Stored, Variable

MOST_TRIED = 20_000

Values = dict[str, Stored]


@dataclass(frozen=True, slots=True)
class Way:
    """The questions of one way, the answers that lead there, in words, and the minutes that it takes."""

    questions: tuple[AnyQuestion, ...]
    because: tuple[str, ...]

    @property
    def seconds(self) -> float:
        """How long careful people take, for putting ways in order."""
        return sum(question.seconds(CAREFUL) for question in self.questions)

    @property
    def minutes(self) -> tuple[int, int]:
        """How many minutes quick and careful people take."""
        return minutes_for(self.questions)


@dataclass(frozen=True, slots=True)
class Ways:
    """All ways, the shortest first; `complete` is false where there were too many to try."""

    ways: tuple[Way, ...]
    complete: bool

    @property
    def shortest(self) -> Way:
        return self.ways[0]

    @property
    def longest(self) -> Way:
        return self.ways[-1]


def find_ways(questionnaire: Questionnaire) -> Ways:
    """Follow every answer that some rule tells from others; ways with the same questions are one."""
    tried = list(islice(_follow(questionnaire, 0, {}, ()), MOST_TRIED + 1))
    by_names: dict[tuple[str, ...], Way] = {}
    for names, because in tried[:MOST_TRIED]:
        known = by_names.get(names)
        if known is None or len(because) < len(known.because):
            by_names[names] = Way(tuple(questionnaire.questions_by_name[name] for name in names), because)
    ways = sorted(by_names.values(), key=lambda way: way.seconds)
    return Ways(tuple(ways), len(tried) <= MOST_TRIED)


def _follow(
    questionnaire: Questionnaire, place: int, values: Values, because: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The names of the questions from a place on, for each answer that matters."""
    questions = questionnaire.questions
    if place == len(questions):
        yield (), because
        return
    question = questions[place]
    if not question.condition.holds(values):
        yield from _follow(questionnaire, place + 1, values, because)
        return
    for given, told in _answers(questionnaire, question):
        for names, reasons in _follow(questionnaire, place + 1, values | given, (*because, *told)):
            yield (question.name, *names), reasons


def _answers(questionnaire: Questionnaire, question: AnyQuestion) -> Iterator[tuple[Values, tuple[str, ...]]]:
    """No answer, and each that a rule looks at; only no answer where none does."""
    yield {}, ()
    if question.name not in questionnaire.deciding:
        return
    if question.is_text:
        yield {question.name: "text"}, (f"{question.label}: something is written",)
        return
    looked_at = [leaf for each in questionnaire.questions for leaf in leaves(each.condition)]
    named = {getattr(leaf, "variable", None) for leaf in looked_at}
    for variable in question.variables():
        for stored in sample(question, variable, looked_at) if variable.name in named else ():
            yield {variable.name: stored}, (f"{_called(question, variable)}: {_label(variable, stored)}",)


def _called(question: AnyQuestion, variable: Variable) -> str:
    return question.label if len(question.variables()) == 1 else f"{question.label}, {variable.label}"


def _label(variable: Variable, stored: Stored) -> str:
    labels: Mapping[Any, str] = {value.code: value.label for value in variable.values}
    return (
        str(stored)
        if variable.edges and stored not in variable.outside
        else labels.get(str(stored), str(stored))
    )
