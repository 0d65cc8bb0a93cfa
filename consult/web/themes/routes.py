"""Searches for themes, with their progress."""

from flask import Blueprint, redirect, render_template
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import SelectField

from consult.extensions import db
from consult.services.statements.theming import ask_search, read_runs, read_themes
from consult.web.accounts.identity import current_person
from consult.web.staff_survey import ADDRESS, StaffSurvey, find_staff_survey

themes = Blueprint("themes", __name__, url_prefix=f"{ADDRESS}/themes")


class SearchForm(FlaskForm):
    question = SelectField("Question")


@themes.get("")
def list_themes(consultation: str, survey: str) -> str:
    """The searches and the newest themes."""
    place = find_staff_survey(consultation, survey)
    return show(place, search_form(place))


@themes.post("")
def find_themes(consultation: str, survey: str) -> Response | tuple[str, int]:
    """Start a search over the answers to one question."""
    place = find_staff_survey(consultation, survey)
    form = search_form(place)
    if not form.validate():
        return show(place, form), 422
    ask_search(db.session, current_person(), place.entry.id, form.question.data)
    return redirect(f"{place.address}/themes")


@themes.get("/progress")
def progress(consultation: str, survey: str) -> dict[str, object]:
    """The newest search's state, for the page's script."""
    place = find_staff_survey(consultation, survey)
    runs = read_runs(db.session, place.entry.id)
    return {"state": runs[0].state if runs else "none", "progress": runs[0].progress if runs else 0}


def search_form(place: StaffSurvey) -> SearchForm:
    form = SearchForm()
    questions = place.version.questionnaire.texts
    form.question.choices = {question.name: question.label for question in questions}
    return form


def show(place: StaffSurvey, form: SearchForm) -> str:
    runs = read_runs(db.session, place.entry.id)
    found = read_themes(db.session, place.entry.id)
    page = {"runs": runs, "view": {"themes": found}, "labels": place.question_labels, "form": form}
    return render_template("themes/list.html", **page, **place.frame)
