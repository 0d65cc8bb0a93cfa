"""Routes: every way through a questionnaire that its rules tell apart, with the minutes that it takes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from surveys.checks.samples import sample
from surveys.conditions import Leaf, leaves, names
from surveys.questionnaire import Questionnaire
from surveys.questions import AnyQuestion
from surveys.questions.base import CAREFUL
from surveys.routing import minutes_for
from surveys.variables import Stored, Variable

# Ways are followed side by side; of too many at once only the shortest and the longest are kept.
MOST_STEPS, LEAST_KEPT = 40_000, 50

Given = tuple[Mapping[str, Stored], tuple[str, ...]]
"""Values that an answer gives, and the answer in words."""


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
    looked_at = [leaf for each in questionnaire.questions for leaf in leaves(each.condition)]
    most = max(LEAST_KEPT, MOST_STEPS // max(len(questionnaire.questions), 1))
    steps, complete = [Step()], True
    for place, question in enumerate(questionnaire.questions):
        answers = list(_answers(questionnaire, question, looked_at))
        needed = {name for each in questionnaire.questions[place + 1 :] for name in names(each.condition)}
        found: dict[object, Step] = {}
        for step in steps:
            for each in step.onward(place, question, answers):
                kept = replace(each, values={name: each.values[name] for name in each.values.keys() & needed})
                known = found.get(kept.key)
                if known is None or len(kept.because) < len(known.because):
                    found[kept.key] = kept
        steps, complete = _fewer([*found.values()], most), complete and len(found) <= most
    ways = [Way(step.shown(questionnaire), step.because) for step in steps]
    return Ways(tuple(sorted(ways, key=lambda way: way.seconds)), complete)


@dataclass(frozen=True, slots=True)
class Step:
    """How far a way has come: the pages shown as the bits of a number, and the answers that rules still need."""

    pages: int = 0
    seconds: float = 0.0
    values: Mapping[str, Stored] = field(default_factory=dict)
    because: tuple[str, ...] = ()

    @property
    def key(self) -> object:
        return self.pages, frozenset(self.values.items())

    def onward(self, place: int, question: AnyQuestion, answers: Sequence[Given]) -> Iterator["Step"]:
        """Past a question that is not shown, or over it with each of its answers."""
        if not question.condition.holds(self.values):
            yield self
            return
        pages, seconds = self.pages | 1 << place, self.seconds + question.seconds(CAREFUL)
        for values, told in answers:
            yield Step(pages, seconds, {**self.values, **values}, (*self.because, *told))

    def shown(self, questionnaire: Questionnaire) -> tuple[AnyQuestion, ...]:
        pages = enumerate(questionnaire.questions)
        return tuple(question for place, question in pages if self.pages >> place & 1)


def _fewer(steps: list[Step], most: int) -> list[Step]:
    """Of too many, the shortest and the longest."""
    if len(steps) <= most:
        return steps
    ordered = sorted(steps, key=lambda step: step.seconds)
    return [*ordered[: most // 2], *ordered[-(most // 2) :]]


def _answers(
    questionnaire: Questionnaire, question: AnyQuestion, looked_at: Sequence[Leaf]
) -> Iterator[Given]:
    """No answer, and each that a rule looks at; only no answer where none does."""
    yield {}, ()
    if question.name not in questionnaire.deciding:
        return
    if question.is_text:
        yield {question.name: "text"}, (f"{question.label}: something is written",)
        return
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
