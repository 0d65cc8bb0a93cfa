"""Notes of sessions: list, add, read, withdraw."""

from flask import Blueprint, redirect, render_template
from werkzeug.wrappers import Response

from consult.extensions import db
from consult.services.beside.sessions import NewNote, add_note, read_note, read_notes
from consult.services.beside.withdrawing import withdraw_note
from consult.services.refusals import FieldRefusedError
from consult.web.accounts.identity import current_person
from consult.web.fields import say_at_field, words
from consult.web.staff_consultation import ADDRESS, StaffConsultation, find_staff_consultation
from consult.web.staff_survey import current_vault
from consult.web.submissions.forms import NoteForm, WithdrawalForm

sessions = Blueprint("sessions", __name__, url_prefix=f"{ADDRESS}/sessions")
Page = Response | str | tuple[str, int]


@sessions.get("")
def list_notes(consultation: str) -> Page:
    place = find_staff_consultation(consultation)
    notes = read_notes(db.session, current_vault(), place.listing.id)
    return render_template("sessions/list.html", notes=notes, **place.frame)


@sessions.get("/add")
def begin(consultation: str) -> Page:
    return show_form(find_staff_consultation(consultation), NoteForm())


@sessions.post("/add")
def add(consultation: str) -> Page:
    place, form = find_staff_consultation(consultation), NoteForm()
    try:
        if form.validate():
            new = new_note(form)
            note = add_note(db.session, current_vault(), current_person(), place.listing.id, new)
            return redirect(f"{place.address}/sessions/{note.id}")
    except FieldRefusedError as refused:
        say_at_field(form, refused)
    return show_form(place, form), 422


@sessions.get("/<int:note_id>")
def show(consultation: str, note_id: int) -> Page:
    return show_one(find_staff_consultation(consultation), note_id, WithdrawalForm())


@sessions.post("/<int:note_id>/withdraw")
def withdraw(consultation: str, note_id: int) -> Page:
    place, form = find_staff_consultation(consultation), WithdrawalForm()
    if not form.validate():
        return show_one(place, note_id, form), 422
    view = read_note(db.session, current_vault(), place.listing.id, note_id)
    withdraw_note(db.session, current_person(), view.note.id, words(form.reason))
    return redirect(f"{place.address}/sessions/{note_id}")


def new_note(form: NoteForm) -> NewNote:
    return NewNote(
        host=words(form.host),
        place=words(form.place),
        held_on=form.held_on.meant,
        attendance=form.attendance.number,
        groups=[group for line in words(form.groups).splitlines() if (group := line.strip())],
        views=words(form.views),
    )


def show_form(place: StaffConsultation, form: NoteForm) -> str:
    return render_template("sessions/add.html", form=form, **place.frame)


def show_one(place: StaffConsultation, note_id: int, form: WithdrawalForm) -> str:
    view = read_note(db.session, current_vault(), place.listing.id, note_id)
    return render_template("sessions/show.html", view=view, form=form, **place.frame)
