"""Replies in doubt: their list, and what staff ask to be noted about one of them or several."""

from collections.abc import Sequence

from flask import Blueprint, redirect, render_template
from werkzeug.wrappers import Response as AnyResponse

from analysis.plan.defaults import DOUBTS
from consult.extensions import db
from consult.models import ApprovalRequest
from consult.services.findings.plans import read_plan
from consult.services.findings.published import deciding_plan
from consult.services.records.doubts import InDoubt, read_doubts, read_notes, tally
from consult.services.records.exclusions import ExclusionRefusedError, find_chosen
from consult.services.records.noting import Note, ask_note
from consult.services.records.responses import read_response, read_rows
from consult.web.accounts.identity import current_person
from consult.web.responses.asking import asked_page, chosen, ticked
from consult.web.responses.forms import DoubtForm
from consult.web.staff_survey import ADDRESS, StaffSurvey, find_staff_survey

doubts = Blueprint("doubts", __name__, url_prefix=f"{ADDRESS}/responses")
Page = AnyResponse | str | tuple[str, int]
MOST_LISTED = 200


@doubts.get("/doubts")
def list_doubts(consultation: str, survey: str) -> str:
    """Every reply in doubt that nobody has settled."""
    place = find_staff_survey(consultation, survey)
    found = doubts_of(place)
    return render_template(
        "doubts/list.html", found=found[:MOST_LISTED], number=len(found), tally=tally(found), **place.frame
    )


@doubts.get("/doubts/ask")
def choose_note(consultation: str, survey: str) -> str:
    """What is to be noted about the replies that were ticked in the list."""
    place = find_staff_survey(consultation, survey)
    if ticked():
        find_chosen(db.session, chosen(place, ticked()))
    return show_ticked(place, DoubtForm(formdata=None))


@doubts.post("/doubts/ask")
def ask_notes(consultation: str, survey: str) -> Page:
    place, form = find_staff_survey(consultation, survey), DoubtForm()
    asked = note_from(place, form, ticked())
    return (show_ticked(place, form), 422) if asked is None else redirect(asked_page(place, asked))


@doubts.get("/<int:response_id>/doubt")
def show_notes(consultation: str, survey: str, response_id: int) -> Page:
    return show(find_staff_survey(consultation, survey), response_id, DoubtForm())


@doubts.post("/<int:response_id>/doubt")
def note(consultation: str, survey: str, response_id: int) -> Page:
    """Ask for a doubt to be raised, or for there to be none any more."""
    place, form = find_staff_survey(consultation, survey), DoubtForm()
    asked = note_from(place, form, [response_id])
    return (show(place, response_id, form), 422) if asked is None else redirect(asked_page(place, asked))


def note_from(place: StaffSurvey, form: DoubtForm, numbers: Sequence[int]) -> ApprovalRequest | None:
    """The request, or None with what is wrong at the form's fields."""
    if not form.validate():
        return None
    causes = {each.id: each.causes for each in doubts_of(place)}
    said = Note(form.action.data, form.reason.data or "", causes)
    try:
        return ask_note(db.session, current_person(), chosen(place, numbers), said)
    except ExclusionRefusedError as refused:
        form.action.errors = [refused.message]
        return None


def show_ticked(place: StaffSurvey, form: DoubtForm) -> str:
    rows = read_rows(db.session, ticked())
    return render_template("doubts/ask.html", form=form, rows=rows, **place.frame)


def show(place: StaffSurvey, response_id: int, form: DoubtForm) -> str:
    return render_template(
        "doubts/show.html",
        seen=read_response(db.session, place.version, response_id),
        doubt=next((each for each in doubts_of(place) if each.id == response_id), None),
        notes=read_notes(db.session, response_id),
        form=form,
        **place.frame,
    )


def doubts_of(place: StaffSurvey) -> list[InDoubt]:
    """By the rule of the plan in force; by the suggested one before there is a plan."""
    plan = deciding_plan(db.session, place.entry.id)
    rule = read_plan(plan).doubts if plan else DOUBTS
    return read_doubts(db.session, place.entry.id, rule)
