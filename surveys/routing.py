"""Routing: which questions a person is shown, given the answers so far."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import Any

from surveys.contradictions import Contradiction
from surveys.questionnaire import Questionnaire
from surveys.questions import AnyQuestion
from surveys.questions.base import CAREFUL, QUICK
from surveys.variables import Stored

Answers = Mapping[str, Any]


@dataclass(frozen=True)
class Route:
    """The questions shown, in order."""

    questions: tuple[AnyQuestion, ...]

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(question.name for question in self.questions)

    @cached_property
    def minutes(self) -> tuple[int, int]:
        """Estimate how long quick and careful people take to go all the way."""
        return minutes_for(self.questions)


def minutes_for(questions: Iterable[AnyQuestion]) -> tuple[int, int]:
    """Estimate the whole minutes that quick and careful people take for some pages."""
    pages = tuple(questions)
    quick, careful = (sum(page.seconds(pace) for page in pages) for pace in (QUICK, CAREFUL))
    return max(round(quick / 60), 1), max(ceil(careful / 60), 1)


def route(questionnaire: Questionnaire, answers: Answers) -> Route:
    """Follow the rules from the first question on; answers to questions not shown count for nothing."""
    values: dict[str, Stored] = {}
    shown = []
    for question in questionnaire.questions:
        if question.condition.holds(values):
            shown.append(question)
            if question.name in questionnaire.deciding and answers.get(question.name) is not None:
                values |= question.signals(answers[question.name])
    return Route(tuple(shown))


def next_question(questionnaire: Questionnaire, answers: Answers, after: str = "") -> AnyQuestion | None:
    """Give the first question shown after another one, or the first of all."""
    position = questionnaire.positions[after] if after else -1
    shown = route(questionnaire, answers).questions
    return next((question for question in shown if questionnaire.positions[question.name] > position), None)


def previous_question(questionnaire: Questionnaire, answers: Answers, before: str = "") -> AnyQuestion | None:
    """Give the last question shown before another one, or the last of all."""
    positions = questionnaire.positions
    position = positions[before] if before else len(positions)
    shown = reversed(route(questionnaire, answers).questions)
    return next((question for question in shown if positions[question.name] < position), None)


def kept(questionnaire: Questionnaire, answers: Answers) -> dict[str, Any]:
    """Give the answers to the questions shown: the only ones that count."""
    shown = route(questionnaire, answers).names
    return {name: answers[name] for name in shown if answers.get(name) is not None}


def missing(questionnaire: Questionnaire, answers: Answers) -> tuple[AnyQuestion, ...]:
    """Give the questions shown that must be answered and are not."""
    shown = route(questionnaire, answers).questions
    return tuple(q for q in shown if q.required and answers.get(q.name) is None)


def unsaid(questionnaire: Questionnaire, answers: Answers) -> tuple[AnyQuestion, ...]:
    """Give the questions on the matter that can be left out, if every one of them was; else none."""
    shown = route(questionnaire, answers).questions
    open_ones = tuple(
        q for q in shown if q.asks and not q.required and q.name not in questionnaire.monitoring
    )
    return open_ones if all(answers.get(q.name) is None for q in open_ones) else ()


def unanswered(questionnaire: Questionnaire, answers: Answers) -> tuple[AnyQuestion, ...]:
    """Give the questions shown that ask for something and have no answer."""
    shown = route(questionnaire, answers).questions
    return tuple(q for q in shown if q.asks and answers.get(q.name) is None)


def contradictions(questionnaire: Questionnaire, answers: Answers) -> tuple[Contradiction, ...]:
    """Give the contradictions among the answers that count."""
    values: dict[str, Stored] = {}
    for name, answer in kept(questionnaire, answers).items():
        values |= questionnaire.questions_by_name[name].signals(answer)
    return tuple(each for each in questionnaire.contradictions if each.holds(values))


def contradicting(questionnaire: Questionnaire, contradiction: Contradiction) -> tuple[AnyQuestion, ...]:
    """Give the questions whose answers contradict each other, in order."""
    owners = {questionnaire.owners[name].name for name in contradiction.names}
    return tuple(question for question in questionnaire.questions if question.name in owners)
