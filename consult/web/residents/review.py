"""A reply as a whole: what was answered, what was not, and what can hardly all be meant."""

from dataclasses import dataclass

from consult.services.answering.drafts import Answers
from surveys.contradictions import Contradiction
from surveys.questionnaire import Questionnaire, Section
from surveys.questions import AnyQuestion
from surveys.routing import contradictions, route, unanswered


@dataclass(frozen=True, slots=True)
class Review:
    """The questions shown that ask for something, by section, with the answers to them."""

    sections: tuple[tuple[Section, tuple[AnyQuestion, ...]], ...]
    answers: Answers
    open: tuple[AnyQuestion, ...]
    contradictions: tuple[Contradiction, ...]
    primary: AnyQuestion | None

    @property
    def asked(self) -> int:
        return sum(len(questions) for _, questions in self.sections)

    @property
    def answered(self) -> int:
        return self.asked - len(self.open)

    def answer(self, question: AnyQuestion) -> object:
        return self.answers.get(question.name)


def read_review(questionnaire: Questionnaire, answers: Answers) -> Review:
    shown = route(questionnaire, answers).names
    sections = (
        (section, tuple(each for each in section.questions if each.name in shown and each.asks))
        for section in questionnaire.sections
    )
    open_ones = unanswered(questionnaire, answers)
    main = questionnaire.owners.get(questionnaire.primary)
    return Review(
        sections=tuple((section, questions) for section, questions in sections if questions),
        answers=answers,
        open=open_ones,
        contradictions=contradictions(questionnaire, answers),
        primary=main if main in open_ones else None,
    )
