"""The register of consultees, with adding one and recording its reply."""

from flask import Blueprint, redirect, render_template
from werkzeug.wrappers import Response

from consult.extensions import db
from consult.services.beside.consultees import (
    WAYS,
    NewConsultee,
    add_consultee,
    find_consultee,
    read_register,
    record_reply,
)
from consult.services.refusals import FieldRefusedError
from consult.web.accounts.identity import current_person
from consult.web.fields import say_at_field, words
from consult.web.staff_consultation import ADDRESS, StaffConsultation, find_staff_consultation
from consult.web.submissions.forms import ConsulteeForm, ReplyForm

consultees = Blueprint("consultees", __name__, url_prefix=f"{ADDRESS}/consultees")
Page = Response | str | tuple[str, int]


@consultees.get("")
def show_register(consultation: str) -> Page:
    return show(find_staff_consultation(consultation), ConsulteeForm())


@consultees.post("")
def add(consultation: str) -> Page:
    place, form = find_staff_consultation(consultation), ConsulteeForm()
    if not form.validate():
        return show(place, form), 422
    new = NewConsultee(words(form.organisation), form.contacted_on.meant, form.way.data)
    add_consultee(db.session, current_person(), place.listing.id, new)
    return redirect(f"{place.address}/consultees")


@consultees.route("/<int:consultee_id>/reply", methods=["GET", "POST"])
def reply(consultation: str, consultee_id: int) -> Page:
    place, form = find_staff_consultation(consultation), ReplyForm()
    consultee = find_consultee(db.session, place.listing.id, consultee_id)
    try:
        if form.validate_on_submit():
            record_reply(db.session, current_person(), consultee, form.replied_on.meant)
            return redirect(f"{place.address}/consultees")
    except FieldRefusedError as refused:
        say_at_field(form, refused)
    page = render_template("consultees/reply.html", consultee=consultee, form=form, **place.frame)
    return (page, 422) if form.is_submitted() else page


def show(place: StaffConsultation, form: ConsulteeForm) -> str:
    register = read_register(db.session, place.listing.id)
    return render_template("consultees/register.html", register=register, ways=WAYS, form=form, **place.frame)
