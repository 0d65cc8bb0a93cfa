"""Typing in replies, one form after another."""

from dataclasses import dataclass

from flask import Blueprint, render_template

from consult.extensions import db
from consult.services.answering.stored import read_answers
from consult.services.answering.visits import Visit
from consult.services.entering.checking import compare_entry, read_entries, tally_checks
from consult.services.entering.entries import (
    CorrectedMeanwhileError,
    Desk,
    Keyed,
    Slip,
    enter_reply,
    next_serial,
    slip_of,
    tidy,
)
from consult.services.refusals import FieldRefusedError
from consult.web.accounts.identity import current_person
from consult.web.entry.finding import Typed, find_typed
from consult.web.entry.forms import AgainForm, SlipForm, slip_form
from consult.web.entry.sheet import Sheet, blank_sheet, filled_sheet, read_sheet
from consult.web.fields import say_at_field, type_day, words
from consult.web.staff_survey import ADDRESS, StaffSurvey, current_vault, find_staff_survey
from surveys.double_entry import Comparison

entry = Blueprint("entry", __name__, url_prefix=f"{ADDRESS}/entry")
Page = str | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Saved:
    """A form that was stored just now."""

    serial: str
    receipt: str
    sheet: Sheet


@entry.get("")
def begin(consultation: str, survey: str) -> Page:
    """An empty form."""
    place = find_staff_survey(consultation, survey)
    return show(place, slip_form(place), blank_sheet(place.version))


@entry.post("")
def save(consultation: str, survey: str) -> Page:
    """Store the form; the answer is its receipt and the next empty form."""
    place = find_staff_survey(consultation, survey)
    slip, sheet = slip_form(place), read_sheet(place.version)
    try:
        if slip.validate() and not sheet.errors:
            keyed = Keyed(visit_of(slip), read_slip(slip), sheet.answers)
            receipt = enter_reply(db.session, desk(place), keyed)
            saved = Saved(tidy(words(slip.serial)), receipt, sheet)
            return show(place, following(place, slip), blank_sheet(place.version), saved)
    except FieldRefusedError as refused:
        say_at_field(slip, refused)
    return show(place, slip, sheet), 422


@entry.get("/list")
def list_entries(consultation: str, survey: str) -> Page:
    place = find_staff_survey(consultation, survey)
    return render_template(
        "entry/list.html",
        entries=read_entries(db.session, place.version_ids),
        tally=tally_checks(db.session, place.version_ids),
        labels=place.question_labels,
        **place.frame,
    )


@entry.get("/<int:entry_id>/correct")
def open_correction(consultation: str, survey: str, entry_id: int) -> Page:
    """The form as it was typed, to be put right."""
    typed = find_typed(consultation, survey, entry_id)
    known = read_answers(db.session, current_vault(), typed.place.version, typed.response)
    return show_correction(typed, AgainForm(), filled_sheet(typed.place.version, known))


@entry.post("/<int:entry_id>/correct")
def correct(consultation: str, survey: str, entry_id: int) -> Page:
    """Store the form anew and take the wrong one out of the count, with the reason on record."""
    typed, form = find_typed(consultation, survey, entry_id), AgainForm()
    sheet = read_sheet(typed.place.version)
    if not form.validate() or sheet.errors:
        return show_correction(typed, form, sheet), 422
    keyed = Keyed(visit_of(form), slip_of(db.session, typed.entry), sheet.answers, typed.entry)
    try:
        saved = Saved(typed.entry.serial, enter_reply(db.session, desk(typed.place), keyed), sheet)
    except CorrectedMeanwhileError as refused:
        db.session.rollback()
        newest = find_typed(consultation, survey, refused.newest)
        return show_correction(newest, fresh_form(refused.message), sheet, differing_from(newest, sheet)), 409
    return render_template("entry/corrected.html", saved=saved, **typed.place.frame)


def fresh_form(message: str) -> AgainForm:
    """The form of a typing of its own, with what is wrong said at its top."""
    form = AgainForm(formdata=None)
    form.visit.errors = [message]
    return form


def differing_from(typed: Typed, sheet: Sheet) -> Comparison:
    """What a colleague typed beside what was typed here."""
    return compare_entry(db.session, current_vault(), typed.place.version, typed.response, sheet.answers)


def desk(place: StaffSurvey) -> Desk:
    return Desk(current_person(), place.listing, place.version, current_vault())


def visit_of(form: AgainForm) -> Visit:
    return Visit.from_cookie(form.visit.data) or Visit.begin()


def read_slip(form: SlipForm) -> Slip:
    return Slip(form.arm.data, words(form.batch), words(form.serial), form.received.meant, words(form.code))


def following(place: StaffSurvey, slip: SlipForm) -> SlipForm:
    """The slip of the next form of the same pile."""
    received = type_day(slip.received.meant)
    serial = next_serial(tidy(words(slip.serial)))
    return slip_form(place, arm=slip.arm.data, batch=words(slip.batch), serial=serial, received=received)


def show(place: StaffSurvey, slip: SlipForm, sheet: Sheet, saved: Saved | None = None) -> str:
    slip.visit.data = slip.visit.data or Visit.begin().cookie
    return render_template("entry/form.html", slip=slip, sheet=sheet, saved=saved, **place.frame)


def show_correction(typed: Typed, form: AgainForm, sheet: Sheet, comparison: Comparison | None = None) -> str:
    """`comparison` is with what a colleague typed in the meantime."""
    form.visit.data = form.visit.data or Visit.begin().cookie
    page = {"entry": typed.entry, "form": form, "sheet": sheet, "comparison": comparison}
    return render_template("entry/correct.html", **page, **typed.place.frame)
