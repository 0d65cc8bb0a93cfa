"""The forms of residents' pages; a question's form class is built once for each published page."""

from flask import request
from flask_wtf import FlaskForm
from wtforms.validators import InputRequired

from consult.extensions import db
from consult.places.lookup import make_lookup
from consult.web.residents.visits.tokens import VisitToken
from surveys.questions import AnyQuestion
from surveys.questions.fields import Line

# By version, question and language: what is published never changes.
PageKey = tuple[int, str, str]
_classes: dict[PageKey, type[FlaskForm]] = {}


class PlainForm(FlaskForm):
    """A button and its protection, nothing else."""


class VisitForm(FlaskForm):
    """A form of somebody who is answering."""

    class Meta(FlaskForm.Meta):
        csrf_class = VisitToken


class InvitationForm(FlaskForm):
    code = Line("Invitation code", [InputRequired("Enter the code from your letter")])


class LateInvitationForm(VisitForm):
    """The same from somebody who has begun already."""

    code = Line("Invitation code", [InputRequired("Enter the code from your letter")])


def base_sent() -> str | None:
    """The sign of the answer that was saved when the page that was sent was made."""
    return request.form.get("base")


def page_key(version_id: int, question: AnyQuestion) -> PageKey:
    return version_id, question.name, question.language


def form_class(version_id: int, question: AnyQuestion) -> type[FlaskForm]:
    """The form of a question's page."""
    key = page_key(version_id, question)
    if key not in _classes:
        _classes[key] = type("QuestionForm", (VisitForm,), question.fields(find_place))
    return _classes[key]


def find_place(typed: str) -> str | None:
    """The lookup, bound to whichever request asks."""
    return make_lookup(db.session)(typed)
