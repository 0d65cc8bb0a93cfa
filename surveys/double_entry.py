"""Double entry: the same paper form typed by two people, compared answer by answer."""

from dataclasses import dataclass

from surveys.questionnaire import Questionnaire
from surveys.questions import AnyQuestion
from surveys.routing import Answers, kept


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
    """Compare what would count of either typing; capitals and blanks make no difference."""
    one, other = kept(questionnaire, first), kept(questionnaire, second)
    answered = [question for question in questionnaire.questions if question.name in one | other]
    pairs = [Difference(question, _words(question, one), _words(question, other)) for question in answered]
    differing = tuple(pair for pair in pairs if _plain(pair.first) != _plain(pair.second))
    return Comparison(len(answered), differing)


def _words(question: AnyQuestion, answers: Answers) -> tuple[str, ...]:
    return question.words(answers[question.name]) if question.name in answers else ()


def _plain(lines: tuple[str, ...]) -> list[str]:
    return " ".join(lines).casefold().split()
