"""Batches of codes: their list, and making one, which hands the codes over at once."""

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from consult.extensions import db
from consult.services.reaching.batches import NewBatch, make_batch, read_batches
from consult.services.reaching.ways import CODED
from consult.services.refusals import FieldRefusedError
from consult.web.accounts.identity import current_person
from consult.web.fields import say_at_field, words
from consult.web.reaching.forms import LETTERS, BatchForm
from consult.web.reaching.letters import MOST_LETTERS, send_file, show_letters
from consult.web.staff_consultation import ADDRESS, StaffConsultation, find_staff_consultation

invitations = Blueprint("invitations", __name__, url_prefix=f"{ADDRESS}/invitations")
Page = Response | str | tuple[str, int]


@invitations.get("")
def list_batches(consultation: str) -> Page:
    place = find_staff_consultation(consultation)
    batches = read_batches(db.session, place.listing.id)
    return render_template("invitations/list.html", batches=batches, **place.frame)


@invitations.get("/make")
def choose(consultation: str) -> Page:
    place = find_staff_consultation(consultation)
    return show_make(place, batch_form(place))


@invitations.post("/make")
def make(consultation: str) -> Page:
    """The answer is the codes themselves: they are shown this once and never again."""
    place = find_staff_consultation(consultation)
    form = batch_form(place)
    try:
        if form.validate():
            check_letters(form)
            batch, codes = make_batch(db.session, current_person(), place.listing.id, new_batch(form))
            wants_letters = form.format.data == LETTERS
            return (show_letters if wants_letters else send_file)(place, batch, codes)
    except FieldRefusedError as refused:
        say_at_field(form, refused)
    return show_make(place, form), 422


def batch_form(place: StaffConsultation) -> BatchForm:
    form = BatchForm()
    form.arm.choices = [(arm.code, arm.label) for arm in place.listing.arms.values() if arm.kind in CODED]
    return form


def new_batch(form: BatchForm) -> NewBatch:
    return NewBatch(
        arm=form.arm.data,
        name=words(form.name),
        size=form.size.number,
        post_on=form.post_on.meant,
        frame=words(form.frame),
        selection=words(form.selection),
        notes=words(form.notes),
    )


def check_letters(form: BatchForm) -> None:
    if form.format.data == LETTERS and form.size.number > MOST_LETTERS:
        raise FieldRefusedError("format", f"For more than {MOST_LETTERS:,} letters, get a CSV file")


def show_make(place: StaffConsultation, form: BatchForm) -> str:
    return render_template("invitations/make.html", form=form, **place.frame)
