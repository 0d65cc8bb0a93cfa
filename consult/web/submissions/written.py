"""Written submissions: list, add, read, hand out a file, withdraw."""

from io import BytesIO
from typing import Any

from flask import Blueprint, redirect, render_template, request, send_file
from werkzeug.wrappers import Response

from consult.extensions import db
from consult.services.beside.counts import records_beside
from consult.services.beside.files import LARGEST_FILE
from consult.services.beside.submissions import (
    NewSubmission,
    add_submission,
    find_submission,
    hand_out,
    open_submission,
    read_submissions,
)
from consult.services.beside.withdrawing import withdraw_submission
from consult.services.refusals import FieldRefusedError
from consult.web.accounts.identity import current_person
from consult.web.fields import say_at_field, words
from consult.web.staff_consultation import ADDRESS, StaffConsultation, find_staff_consultation
from consult.web.staff_survey import current_vault
from consult.web.submissions.forms import SubmissionForm, WithdrawalForm

submissions = Blueprint("submissions", __name__, url_prefix=f"{ADDRESS}/submissions")
Page = Response | str | tuple[str, int]
BESIDE_THE_FILE = 1024 * 1024


@submissions.url_value_preprocessor
def take_files(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """One page takes files; everywhere else a form is small."""
    if endpoint == "submissions.add":
        request.max_content_length = LARGEST_FILE + BESIDE_THE_FILE


@submissions.get("")
def list_submissions(consultation: str) -> Page:
    place = find_staff_consultation(consultation)
    return render_template(
        "submissions/list.html",
        submissions=read_submissions(db.session, current_vault(), place.listing.id),
        counts=records_beside(db.session, place.listing.id),
        **place.frame,
    )


@submissions.get("/add")
def begin(consultation: str) -> Page:
    return show_form(find_staff_consultation(consultation), SubmissionForm())


@submissions.post("/add")
def add(consultation: str) -> Page:
    place, form = find_staff_consultation(consultation), SubmissionForm()
    try:
        if form.validate():
            new = new_submission(form)
            added = add_submission(db.session, current_vault(), current_person(), place.listing.id, new)
            return redirect(f"{place.address}/submissions/{added.id}")
    except FieldRefusedError as refused:
        say_at_field(form, refused)
    return show_form(place, form), 422


@submissions.get("/<int:submission_id>")
def show(consultation: str, submission_id: int) -> Page:
    return show_one(find_staff_consultation(consultation), submission_id, WithdrawalForm())


@submissions.post("/<int:submission_id>/file")
def open_file(consultation: str, submission_id: int) -> Page:
    """The file as it was sent, to be saved and never to be run by the browser."""
    place = find_staff_consultation(consultation)
    line = find_submission(db.session, current_vault(), place.listing.id, submission_id)
    content, media_type = hand_out(db.session, current_vault(), current_person(), line)
    name = f"submission-{submission_id}.{line.media}"
    return send_file(BytesIO(content), media_type, as_attachment=True, download_name=name)


@submissions.post("/<int:submission_id>/withdraw")
def withdraw(consultation: str, submission_id: int) -> Page:
    place, form = find_staff_consultation(consultation), WithdrawalForm()
    if not form.validate():
        return show_one(place, submission_id, form), 422
    line = find_submission(db.session, current_vault(), place.listing.id, submission_id)
    withdraw_submission(db.session, current_person(), line.id, words(form.reason))
    return redirect(f"{place.address}/submissions/{submission_id}")


def new_submission(form: SubmissionForm) -> NewSubmission:
    sent = request.files.get(form.file.name)
    return NewSubmission(
        sender=words(form.sender),
        sender_kind=form.sender_kind.data,
        received_on=form.received_on.meant,
        may_publish=form.may_publish.data,
        words=words(form.words),
        file_name=(sent.filename or "") if sent else "",
        file=sent.read() if sent else b"",
    )


def show_form(place: StaffConsultation, form: SubmissionForm) -> str:
    return render_template("submissions/add.html", form=form, **place.frame)


def show_one(place: StaffConsultation, submission_id: int, form: WithdrawalForm) -> str:
    opened = open_submission(db.session, current_vault(), place.listing.id, submission_id)
    return render_template("submissions/show.html", opened=opened, form=form, **place.frame)
