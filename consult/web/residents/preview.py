"""Preview: a manuscript is tried out by whoever has its link. Nothing is stored: the answers travel with the form.

They are signed, so that no page has to make sense of answers that no form could have given.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, current_app, render_template, request
from flask_wtf import FlaskForm
from itsdangerous import BadSignature, URLSafeSerializer

from consult.extensions import db
from consult.services.studio.manuscripts import Draft, find_version
from consult.services.studio.previews import open_link
from consult.web.filling import Errors, FilledPage, typed_data
from consult.web.residents.forms import find_place
from surveys.document import parse
from surveys.drafting.bundle import PROPOSAL, QUESTIONNAIRE, problems_of_questionnaire
from surveys.drafting.outline import questions_of
from surveys.drafting.routes import find_ways
from surveys.progress import progress
from surveys.proposal import Proposal, parse_proposal
from surveys.questionnaire import Questionnaire
from surveys.questions import AnyQuestion
from surveys.reading.reader import DefinitionError, Problem
from surveys.routing import Route, route

preview = Blueprint("preview", __name__, url_prefix="/preview/<token>")
Page = str | tuple[str, int]
UNPROCESSABLE = 422
NO_INDEX = {"X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer"}


class UnprotectedForm(FlaskForm):
    class Meta(FlaskForm.Meta):
        csrf = False  # it changes nothing


@dataclass(frozen=True)
class Trial:
    """A preview in the middle: the manuscript, what is asked, and the answers so far."""

    draft: Draft
    questionnaire: Questionnaire
    answers: Mapping[str, Any]

    @property
    def way(self) -> Route:
        return route(self.questionnaire, self.answers)

    @property
    def frame(self) -> dict[str, object]:
        title = self.draft.document[PROPOSAL].get("title") or "A consultation without a title"
        return {
            "draft": self.draft,
            "trial": self,
            "title": title,
            "sealed": signer().dumps([*seal_of(self.draft), dict(self.answers)]),
        }


@preview.after_request
def keep_out_of_indexes(response: Any) -> Any:
    response.headers.update(NO_INDEX)
    return response


@preview.get("")
def begin(token: str) -> Page:
    """What is to be tried out, by how many ways, and how long it takes; or that it cannot be tried out yet."""
    draft = open_link(db.session, token)
    if problems := problems_of_questionnaire(draft.document[QUESTIONNAIRE]):
        return show_not_yet(draft, problems)
    trial = Trial(draft, parse(draft.document[QUESTIONNAIRE]), {})
    ways, proposal = find_ways(trial.questionnaire), read_proposal(draft)
    return render_template("preview/start.html", ways=ways, proposal=proposal, **trial.frame)


def show_not_yet(draft: Draft, problems: Sequence[Problem]) -> Page:
    title = draft.document[PROPOSAL].get("title")
    return render_template("preview/not_yet.html", draft=draft, problems=problems, title=title), 409


def read_proposal(draft: Draft) -> Proposal | None:
    """What the consultation is about, None while something is missing of it."""
    try:
        return parse_proposal(draft.document[PROPOSAL])
    except DefinitionError:
        return None


@preview.post("")
def step(token: str) -> Page:
    """Take the answer to the page that was shown, and show the next one; or the one before."""
    draft = open_link(db.session, token)
    if problems := problems_of_questionnaire(draft.document[QUESTIONNAIRE]):
        return show_not_yet(draft, problems)
    questionnaire = parse(draft.document[QUESTIONNAIRE])
    trial = Trial(draft, questionnaire, unsealed(draft))
    asked = questionnaire.questions_by_name.get(request.form.get("asked", ""))
    if "back" in request.form:
        return show_before(trial, asked)
    if asked is None:
        return show_at(trial, 0)
    form = type("TrialForm", (UnprotectedForm,), asked.fields(find_place))()
    if not form.validate():
        errors = [(field.name, str(field.errors[0])) for field in form if field.errors]
        return show_question(trial, asked, typed_data(form), errors), UNPROCESSABLE
    trial = Trial(draft, questionnaire, {**trial.answers, asked.name: asked.answer(form.data)})
    names = trial.way.names
    return show_at(trial, names.index(asked.name) + 1 if asked.name in names else 0)


def show_before(trial: Trial, asked: AnyQuestion | None) -> str:
    names = trial.way.names
    place = names.index(asked.name) if asked is not None and asked.name in names else len(names)
    return show_at(trial, max(place - 1, 0))


def show_at(trial: Trial, place: int) -> str:
    """The page at a place of the way, the answers after the last one."""
    questions = trial.way.questions
    if place >= len(questions):
        asked = [question for question in questions if question.asks]
        return render_template("preview/end.html", questions=asked, answers=trial.answers, **trial.frame)
    question = questions[place]
    answer = trial.answers.get(question.name)
    return show_question(trial, question, {} if answer is None else question.form_data(answer), [])


def show_question(trial: Trial, question: AnyQuestion, data: Mapping[str, Any], errors: Errors) -> str:
    shown = progress(trial.questionnaire, trial.way, question)
    page = FilledPage(data, errors, progress=shown)
    return render_template(
        "preview/question.html", question=question, page=page, language=question.language, **trial.frame
    )


def signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], "preview answers")


def seal_of(draft: Draft) -> list[int]:
    """What the answers were given to."""
    return [draft.manuscript.id, draft.version.number]


def unsealed(draft: Draft) -> dict[str, Any]:
    """The answers that came with the form, to questions that read as they did when they were answered.

    None where they were tampered with, or belong to another manuscript.
    """
    try:
        manuscript, version, answers = signer().loads(request.form.get("sealed", ""))
    except (BadSignature, ValueError):
        return {}
    if manuscript != draft.manuscript.id:
        return {}
    then = find_version(db.session, manuscript, version).document[QUESTIONNAIRE]
    now = list(questions_of(draft.document[QUESTIONNAIRE]))
    same = {each["name"] for each in questions_of(then) if each in now}
    return {name: answer for name, answer in answers.items() if name in same}
