"""Double entry: the same paper form typed by two people, compared answer by answer."""

from dataclasses import dataclass

from surveys.questionnaire import Questionnaire
from surveys.questions import AnyQuestion
from surveys.routing import Answers, kept
from surveys.writing.comparing import same


@dataclass(frozen=True, slots=True)
class Difference:
    """A question that was typed differently, with both answers as lines to read; none for no answer."""

    question: AnyQuestion
    first: tuple[str, ...]
    second: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many questions were answered in one typing or the other, and those that differ."""

    compared: int
    differences: tuple[Difference, ...]


def compare(questionnaire: Questionnaire, first: Answers, second: Answers) -> Comparison:
    """Compare what would count of either typing; what reads the same is the same."""
    one, other = kept(questionnaire, first), kept(questionnaire, second)
    answered = [question for question in questionnaire.questions if question.name in one | other]
    pairs = [Difference(question, _words(question, one), _words(question, other)) for question in answered]
    differing = tuple(pair for pair in pairs if not same(" ".join(pair.first), " ".join(pair.second)))
    return Comparison(len(answered), differing)


def _words(question: AnyQuestion, answers: Answers) -> tuple[str, ...]:
    return question.words(answers[question.name]) if question.name in answers else ()
