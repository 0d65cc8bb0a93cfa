"""A sheet: a whole questionnaire on one page, as it was typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import request

from consult.services.consultations.catalogue import Version
from consult.web.entry.forms import answers_class, field_names
from consult.web.filling import Errors, FilledPage, typed_data
from surveys.questions import AnyQuestion
from surveys.routing import Answers, route


@dataclass(frozen=True)
class Sheet:
    """What was typed, the answers it stands for, and what is wrong with it.

    `unasked` are questions that were answered although the form's rules do not ask them; like a change of
    mind on the web, these answers do not count.
    """

    version: Version
    data: Mapping[str, Any]
    answers: Answers
    errors: Errors
    unasked: tuple[AnyQuestion, ...] = ()

    @property
    def page(self) -> FilledPage:
        return FilledPage(self.data, self.errors)


def blank_sheet(version: Version) -> Sheet:
    return Sheet(version, {}, {}, [])


def filled_sheet(version: Version, answers: Answers) -> Sheet:
    """A sheet with answers that are known."""
    questions = version.questionnaire.questions_by_name
    data: dict[str, Any] = {}
    for name, answer in answers.items():
        data |= questions[name].form_data(answer)
    return Sheet(version, data, answers, [])


def read_sheet(version: Version) -> Sheet:
    """The sheet that was sent; mistakes in questions that are not asked do not matter."""
    form = answers_class(version)(request.form)
    form.validate()
    wrong = {field.name: str(field.errors[0]) for field in form if field.errors}
    questions = [question for question in version.questionnaire.questions if question.asks]
    answers = {
        question.name: None if field_names(question) & wrong.keys() else question.answer(form.data)
        for question in questions
    }
    shown = route(version.questionnaire, answers).questions
    asked = {name for question in shown for name in field_names(question)}
    errors = [(name, message) for name, message in wrong.items() if name in asked]
    unasked = tuple(q for q in questions if q not in shown and answers[q.name] is not None)
    return Sheet(version, typed_data(form), answers, errors, unasked)
