"""The form of a question is faithful: what it shows and gives back is the question, whatever its kind."""

from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from consult.web.studio.question_forms import question_form, question_of
from surveys.drafting.outline import questions_of
from surveys.library.templates import load_template
from surveys.questions import KINDS
from tests.surveys.examples import EXAMPLES, ask

TEMPLATES = ("facial-recognition", "body-worn-video", "police-and-crime-plan", "budget")
QUESTIONS = [
    *(
        question
        for name in TEMPLATES
        for question in questions_of(load_template(name).bundle["questionnaire"])
    ),
    *(
        ask(kind, hint="A hint", label="Short", missing="Say it")
        for kind in EXAMPLES
        if kind != "information"
    ),
    ask("single", title={"en": "Words", "cy": "Geiriau"}),
]


def sent_back(app: Flask, question: dict[str, Any]) -> dict[str, Any]:
    """The question as it comes back from a browser that changed nothing."""
    with app.test_request_context():
        shown = question_form(question, "en")
        fields = [(field.name, field.data) for field in shown if field.name != "csrf_token"]
    sent = MultiDict(
        (name, "y" if value is True else value) for name, value in fields if value not in (False, None)
    )
    with app.test_request_context(method="POST", data=sent):
        app.config["WTF_CSRF_ENABLED"] = False
        form = question_form(question, "en")
        assert form.validate(), form.errors
        return question_of(form, question, "en")


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: f"{question['kind']}-{question['name']}")
def test_what_is_not_changed_comes_back_the_same(staff_app: Flask, question: dict[str, Any]) -> None:
    assert sent_back(staff_app, question) == question


def test_every_kind_is_tried() -> None:
    assert {question["kind"] for question in QUESTIONS} == set(KINDS)
