"""Checking by double entry: a form drawn at random is typed again, and the differences are shown."""

from flask import Blueprint, redirect, render_template
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from consult.extensions import db
from consult.services.entering.checking import check_entry, check_may_type, compare_entry, next_to_check
from consult.web.accounts.identity import current_person
from consult.web.entry.finding import Typed, find_typed
from consult.web.entry.sheet import Sheet, blank_sheet, read_sheet
from consult.web.staff_survey import ADDRESS, current_vault, find_staff_survey

checking = Blueprint("checking", __name__, url_prefix=f"{ADDRESS}/entry")
Page = Response | str | tuple[str, int]


@checking.get("/check")
def draw(consultation: str, survey: str) -> Page:
    """On to a form that waits for a check, if there is one."""
    place = find_staff_survey(consultation, survey)
    drawn = next_to_check(db.session, current_person(), place.version_ids)
    if drawn is None:
        return render_template("entry/nothing.html", **place.frame)
    return redirect(f"{place.address}/entry/{drawn}/check")


@checking.get("/<int:entry_id>/check")
def begin(consultation: str, survey: str, entry_id: int) -> Page:
    """An empty form: what was typed first is not shown."""
    typed = find_typed(consultation, survey, entry_id)
    check_may_type(db.session, current_person(), typed.entry)
    return show(typed, FlaskForm(), blank_sheet(typed.place.version))


@checking.post("/<int:entry_id>/check")
def compare(consultation: str, survey: str, entry_id: int) -> Page:
    """Compare the two typings and keep the result."""
    typed, form = find_typed(consultation, survey, entry_id), FlaskForm()
    sheet = read_sheet(typed.place.version)
    if not form.validate() or sheet.errors:
        return show(typed, form, sheet), 422
    vault, version = current_vault(), typed.place.version
    found = compare_entry(db.session, vault, version, typed.response, sheet.answers)
    check_entry(db.session, current_person(), typed.entry, found)
    return render_template("entry/compared.html", entry=typed.entry, comparison=found, **typed.place.frame)


def show(typed: Typed, form: FlaskForm, sheet: Sheet) -> str:
    page = {"entry": typed.entry, "form": form, "sheet": sheet}
    return render_template("entry/check.html", **page, **typed.place.frame)
