"""Answering: one question a page. Whatever button sends a page, what was typed is saved or shown again."""

from flask import Blueprint, redirect, render_template
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from consult.errors import NotFoundError
from consult.extensions import db
from consult.services.answering.drafts import save_answers
from consult.web.filling import typed_data
from consult.web.public_place import ADDRESS
from consult.web.residents.closing import show_if_too_late
from consult.web.residents.forms import base_sent, form_class
from consult.web.residents.showing import Typed, base_of, errors_of, frame, show
from consult.web.residents.steps import Step, check_kept, comes_from_check, next_step, read_step, way_out
from consult.web.residents.visits.cookies import renew
from consult.web.residents.visits.stands import Sitting, find_sitting
from consult.web.residents.visits.tokens import FIELD
from surveys.contradictions import Contradiction
from surveys.questions import AnyQuestion
from surveys.routing import contradicting, contradictions, route

answering = Blueprint("answering", __name__, url_prefix=ADDRESS)

CHANGED = (
    "You answered this question since this page was opened, perhaps in another tab. To save what is on this page "
    "in place of that answer, send the page once more"
)
UNPROCESSABLE = 422
CONFLICT = 409
Page = Response | str | tuple[str, int]


@answering.get("/questions/<name>")
def ask(consultation: str, survey: str, name: str) -> Page:
    """A question with the answer given before, if any; only questions on the way can be seen."""
    sitting = find_sitting(consultation, survey)
    way = route(sitting.version.questionnaire, sitting.answers)
    late = show_if_too_late(sitting)
    if late is not None:
        return late
    if name not in way.names:
        return redirect(next_step(sitting.place, way, sitting.answers))
    question = sitting.version.questionnaire.questions_by_name[name]
    answer = sitting.answers.get(name)
    return show(sitting, way, question, Typed({} if answer is None else question.form_data(answer)))


@answering.post("/questions/<name>")
def answer(consultation: str, survey: str, name: str) -> Page:
    """Keep an answer and go on; what is wrong is said beside what was typed."""
    sitting = find_sitting(consultation, survey)
    question = sitting.version.questionnaire.questions_by_name.get(name)
    if question is None:
        raise NotFoundError
    form, step = form_class(sitting.version.id, question)(), read_step()
    if step.leaves and (step.unsaved or not has_anything(sitting, question, form)):
        return go_on(sitting, question, step)
    if not form.validate():
        return show_again(sitting, question, form, step), UNPROCESSABLE
    given = question.answer(form.data)
    if is_changed_elsewhere(sitting, question, given):
        return show_changed(sitting, question, form), CONFLICT
    saved = sitting.saved(save_answers(db.session, sitting.visit, sitting.draft, {name: given}))
    return show_if_too_late(saved) or renew(go_on(saved, question, step), saved.place, saved.visit)


@answering.get("/questions/<name>/both")
def ask_both(consultation: str, survey: str, name: str) -> Page:
    """Answers that contradict each other, with links to change them; they may stay as they are."""
    sitting = find_sitting(consultation, survey)
    found = contradictions_about(sitting, name)
    way = route(sitting.version.questionnaire, sitting.answers)
    following = next_step(sitting.place, way, sitting.answers, after=name)
    if not found:
        return redirect(following)
    pairs = [(each, contradicting(sitting.version.questionnaire, each)) for each in found]
    page = {
        "pairs": pairs,
        "answers": sitting.answers,
        "following": following,
        "changing": comes_from_check(),
    }
    return render_template("residents/both.html", **page, **frame(sitting.place))


def contradictions_about(sitting: Sitting, name: str) -> list[Contradiction]:
    """Those that an answer is part of."""
    questionnaire = sitting.version.questionnaire
    return [
        each
        for each in contradictions(questionnaire, sitting.answers)
        if any(question.name == name for question in contradicting(questionnaire, each))
    ]


def go_on(sitting: Sitting, question: AnyQuestion, step: Step) -> Response:
    """To wherever the button leads."""
    way = route(sitting.version.questionnaire, sitting.answers)
    if step.leaves:
        return redirect(way_out(sitting.place, way, question, step))
    if contradictions_about(sitting, question.name):
        return redirect(f"{sitting.place.question(question.name)}/both{check_kept()}")
    return redirect(next_step(sitting.place, way, sitting.answers, after=question.name))


def has_anything(sitting: Sitting, question: AnyQuestion, form: FlaskForm) -> bool:
    """Whether there is anything to save or to take back; who only leaves a page has not passed it over."""
    typed = (value for name, value in typed_data(form).items() if name != FIELD)
    return sitting.answers.get(question.name) is not None or any(typed)


def is_changed_elsewhere(sitting: Sitting, question: AnyQuestion, given: object) -> bool:
    """Whether another answer was saved since the page was made, so that this one would silently replace it."""
    kept, base = sitting.answers.get(question.name), base_sent()
    return base is not None and base != base_of(kept) and kept is not None and given != kept


def show_again(sitting: Sitting, question: AnyQuestion, form: FlaskForm, step: Step) -> str:
    way = route(sitting.version.questionnaire, sitting.answers)
    return show(sitting, way, question, Typed(typed_data(form), errors_of(form), step.name))


def show_changed(sitting: Sitting, question: AnyQuestion, form: FlaskForm) -> str:
    """Both answers: the one that is saved, and in the fields the one that was typed."""
    way = route(sitting.version.questionnaire, sitting.answers)
    kept = question.words(sitting.answers[question.name])
    return show(sitting, way, question, Typed(typed_data(form), [("main-content", CHANGED)], kept=kept))
