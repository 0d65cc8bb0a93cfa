"""Searches for themes with their progress, and what a person signs off of what they suggest."""

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from consult.extensions import db
from consult.services.statements.signing_off import SignOffRefusedError, newest_sign_offs, sign_off
from consult.services.statements.suggested import read_suggestions
from consult.services.statements.theming import ask_search, read_runs
from consult.services.statements.told import tell
from consult.web.accounts.identity import current_person
from consult.web.staff_survey import ADDRESS, StaffSurvey, find_staff_survey
from consult.web.themes.forms import SearchForm, Selection, chosen_of, read_selection

themes = Blueprint("themes", __name__, url_prefix=f"{ADDRESS}/themes")


@themes.get("")
def list_themes(consultation: str, survey: str) -> str:
    """The searches, the newest themes of each question, and what was signed off."""
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


@themes.post("/<int:run>/sign-off")
def sign(consultation: str, survey: str, run: int) -> Response | tuple[str, int]:
    """Sign off the ticked themes of one search."""
    place = find_staff_survey(consultation, survey)
    found = next((each for each in read_suggestions(db.session, place.entry.id) if each.run_id == run), None)
    if found is None:
        raise SignOffRefusedError(
            "There is a newer search for this question. Read its themes and choose again."
        )
    selection = read_selection(found, request.form)
    if selection.errors:
        return show(place, search_form(place), selection), 422
    sign_off(db.session, current_person(), asked(place, found.question), run, chosen_of(found, selection))
    return redirect(f"{place.address}/themes#signed")


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


def asked(place: StaffSurvey, question: str) -> str:
    """A question in the words that people read, by its name if the questionnaire no longer asks it."""
    titles = {each.name: each.title for each in place.version.questionnaire.questions}
    return titles.get(question, question)


def show(place: StaffSurvey, form: SearchForm, selection: Selection | None = None) -> str:
    return render_template(
        "themes/list.html",
        runs=read_runs(db.session, place.entry.id),
        suggested=read_suggestions(db.session, place.entry.id),
        signed=tell(db.session, newest_sign_offs(db.session, place.entry.id)),
        selection=selection,
        labels=place.question_labels,
        form=form,
        **place.frame,
    )
