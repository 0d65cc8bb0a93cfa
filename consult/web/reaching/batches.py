"""One batch: its letters and codes counted, and the steps that can be taken with it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, redirect, render_template
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from consult.errors import NotFoundError
from consult.extensions import db
from consult.services.reaching.batches import BatchView, read_batch
from consult.services.reaching.returns import (
    Letters,
    mark_posted,
    read_events,
    read_plan,
    record_undelivered,
    void_batch,
    void_returned,
)
from consult.services.refusals import FieldRefusedError
from consult.web.accounts.identity import current_person
from consult.web.fields import say_at_field, words
from consult.web.reaching.forms import CodesForm, PostedForm, UndeliveredForm, VoidForm
from consult.web.staff_consultation import ADDRESS, find_staff_consultation

batches = Blueprint("batches", __name__, url_prefix=f"{ADDRESS}/invitations/<int:batch_id>")
Page = Response | str | tuple[str, int]


def post(batch: BatchView, form: PostedForm) -> None:
    mark_posted(db.session, current_person(), batch, Letters(form.number.number, form.day.meant))


def count_returned(batch: BatchView, form: UndeliveredForm) -> None:
    record_undelivered(db.session, current_person(), batch, Letters(form.number.number, form.day.meant))


def void_codes(batch: BatchView, form: CodesForm) -> None:
    codes = [code for line in words(form.codes).splitlines() if (code := line.strip())]
    void_returned(db.session, current_person(), batch, codes, form.day.meant)


def void(batch: BatchView, form: VoidForm) -> None:
    void_batch(db.session, current_person(), batch, words(form.reason))


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do with a batch: what is said about it, its form, and who does it."""

    title: str
    words: str
    button: str
    form: type[FlaskForm]
    take: Callable[[BatchView, Any], None]
    final: bool = False
    starts_whole: bool = False  # with the number of all letters of the batch


STEPS = {
    "posted": Step(
        "Record that the letters were posted",
        "From then on the response rate is known. A batch is posted once.",
        "Record",
        PostedForm,
        post,
        starts_whole=True,
    ),
    "undelivered": Step(
        "Count letters that came back",
        "Use this when you have the number only. Their codes stay usable; enter the codes instead if you have them.",
        "Record",
        UndeliveredForm,
        count_returned,
    ),
    "codes": Step(
        "Void the codes of letters that came back",
        "Each code is counted as a letter that came back, and cannot be used any more. This cannot be undone.",
        "Void these codes",
        CodesForm,
        void_codes,
        final=True,
    ),
    "void": Step(
        "Void the whole batch",
        "Do this when the letters will not be posted. None of its codes can be used any more. This cannot be undone.",
        "Void the batch",
        VoidForm,
        void,
        final=True,
    ),
}


@batches.get("")
def show(consultation: str, batch_id: int) -> Page:
    place = find_staff_consultation(consultation)
    return render_template(
        "invitations/show.html",
        batch=read_batch(db.session, place.listing.id, batch_id),
        plan=read_plan(db.session, batch_id),
        events=read_events(db.session, batch_id),
        **place.frame,
    )


@batches.route("/<step>", methods=["GET", "POST"])
def take(consultation: str, batch_id: int, step: str) -> Page:
    """The page of a step, and taking it."""
    place, chosen = find_staff_consultation(consultation), STEPS.get(step)
    if chosen is None:
        raise NotFoundError
    batch = read_batch(db.session, place.listing.id, batch_id)
    form = chosen.form(data={"number": batch.made} if chosen.starts_whole else None)
    try:
        if form.validate_on_submit():
            chosen.take(batch, form)
            return redirect(f"{place.address}/invitations/{batch_id}")
    except FieldRefusedError as refused:
        say_at_field(form, refused)
    page = render_template("invitations/step.html", batch=batch, step=chosen, form=form, **place.frame)
    return (page, 422) if form.is_submitted() else page
