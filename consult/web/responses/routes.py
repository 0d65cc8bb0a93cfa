"""Responses: search, look at one without what it says, ask for what is to be done with it, export all."""

from dataclasses import replace
from datetime import UTC, datetime

from flask import Blueprint, Response, current_app, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from consult.extensions import db
from consult.services.records.copies import CopyRefusedError, read_for_sender
from consult.services.records.exporting import ask_export, stream_export
from consult.services.records.responses import find_responses, read_response
from consult.web.accounts.identity import current_person
from consult.web.responses.asking import ask_from, asked_page, exclusion_form
from consult.web.responses.forms import CopyForm, ExclusionForm, ExportForm
from consult.web.responses.searching import address_of, search_of
from consult.web.staff_survey import ADDRESS, StaffSurvey, current_vault, find_staff_survey

responses = Blueprint("responses", __name__, url_prefix=ADDRESS)
Page = AnyResponse | str | tuple[str, int]
DONE = {"exclude": "taken out of the count", "reinstate": "brought back into the count", "erase": "erased"}


@responses.get("/responses")
def list_responses(consultation: str, survey: str) -> Page:
    """A page of responses, the newest first."""
    place, search = find_staff_survey(consultation, survey), search_of(request.args)
    found = find_responses(db.session, place.version_ids, search)
    return render_template(
        "responses/list.html",
        found=found,
        search=search,
        query=address_of(search),
        following=address_of(search, before=found.following),
        **place.frame,
    )


@responses.get("/responses/<int:response_id>")
def show_response(consultation: str, survey: str, response_id: int) -> Page:
    place = find_staff_survey(consultation, survey)
    return show(place, response_id, exclusion_form(place), CopyForm())


@responses.post("/responses/<int:response_id>")
def exclude(consultation: str, survey: str, response_id: int) -> Page:
    """Ask for a response to be taken out, brought back or erased."""
    place = find_staff_survey(consultation, survey)
    form = exclusion_form(place)
    asked = ask_from(place, form, [response_id])
    if asked is None:
        return show(place, response_id, form, CopyForm(formdata=None)), 422
    return redirect(asked_page(place, asked))


@responses.post("/responses/<int:response_id>/copy")
def open_for_sender(consultation: str, survey: str, response_id: int) -> Page:
    """Everything that a person sent, for them: with their reference only, and on record."""
    place, form = find_staff_survey(consultation, survey), CopyForm()
    seen = read_response(db.session, place.version, response_id)
    version = current_app.extensions["catalogue"].version(db.session, seen.response.version_id)
    try:
        if form.validate():
            typed = form.reference.data or ""
            copy = read_for_sender(db.session, current_vault(), current_person(), seen.response, typed)
            whole = replace(place, version=version)
            return render_template("responses/copy.html", copy=copy, seen=seen, **whole.frame)
    except CopyRefusedError as refused:
        form.reference.errors = [refused.message]
    return show(place, response_id, exclusion_form(place, fresh=True), form), 422


@responses.get("/export")
def choose_export(consultation: str, survey: str) -> Page:
    place = find_staff_survey(consultation, survey)
    return render_template("responses/export.html", form=ExportForm(), **place.frame)


@responses.post("/export")
def export(consultation: str, survey: str) -> Page:
    """Record the export, then stream it."""
    place = find_staff_survey(consultation, survey)
    form = ExportForm()
    if not form.validate():
        return render_template("responses/export.html", form=form, **place.frame), 422
    person, chosen = current_person(), form.format.data
    asked = ask_export(db.session, person, place.version, chosen, with_texts=form.with_texts.data)
    db.session.flush()
    name = f"{consultation}-{survey}-{datetime.now(UTC):%Y-%m-%d}.{asked.format.ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    stream = stream_export(db.engine, current_vault(), asked)
    return Response(stream, mimetype=asked.format.media_type, headers=headers)


def show(place: StaffSurvey, response_id: int, form: ExclusionForm, copy_form: CopyForm) -> str:
    seen = read_response(db.session, place.version, response_id)
    shown = {"seen": seen, "form": form, "copy_form": copy_form, "words": DONE}
    query = address_of(search_of(request.args))
    return render_template("responses/show.html", query=query, **shown, **place.frame)
