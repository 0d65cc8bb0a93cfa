"""Events: the list with replies by version of the proposal, a later closing, a material change."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, redirect, render_template
from werkzeug.wrappers import Response

from consult.extensions import db
from consult.services.consultations.changing import (
    EventRefusedError,
    announce,
    count_by_proposal,
    newest_document,
    time_warnings,
)
from consult.web.accounts.identity import current_person
from consult.web.events.forms import ExtensionForm, change_form, editable, parts_of, texts_to_edit
from consult.web.staff_consultation import ADDRESS, StaffConsultation, find_staff_consultation
from surveys.reading.reader import DefinitionError

events = Blueprint("events", __name__, url_prefix=f"{ADDRESS}/events")
Page = Response | str | tuple[str, int]
UNPROCESSABLE = 422


@events.get("")
def list_events(consultation: str) -> str:
    """What was announced, what staff should know about the time, and replies by version of the proposal."""
    place = find_staff_consultation(consultation)
    return render_template(
        "events/list.html",
        versions=count_by_proposal(db.session, place.listing.id),
        warnings=time_warnings(place.listing),
        **place.frame,
    )


@events.route("/extend", methods=["GET", "POST"])
def extend(consultation: str) -> Page:
    place, form = find_staff_consultation(consultation), ExtensionForm()
    if form.validate_on_submit() and announced(place, form, {}):
        return redirect(f"{place.address}/events?announced=yes")
    page = render_template("events/extend.html", form=form, **place.frame)
    return page, UNPROCESSABLE if form.is_submitted() else 200


@events.route("/change", methods=["GET", "POST"])
def change(consultation: str) -> Page:
    """A material change; the proposal's texts are edited one by one."""
    place = find_staff_consultation(consultation)
    document = newest_document(db.session, place.listing.id)
    texts = texts_to_edit(document)
    form = change_form(texts)
    if form.validate_on_submit() and announced(place, form, document):
        return redirect(f"{place.address}/events?announced=yes")
    page = render_template("events/change.html", form=form, parts=parts_of(texts), **place.frame)
    return page, UNPROCESSABLE if form.is_submitted() else 200


def announced(place: StaffConsultation, form: ExtensionForm, document: Mapping[str, Any]) -> bool:
    """Make the change; what is wrong with it is put at its fields."""
    said = form.announcement(editable(document) if document else {})
    try:
        announce(db.session, current_person(), place.listing.id, said, datetime.now(UTC))
    except EventRefusedError as refused:
        form[refused.field if refused.field in form else "what"].errors = [refused.message]
        return False
    except DefinitionError as refused:
        form.what.errors = [f"{each.place}: {each.sentence}" for each in refused.problems]
        return False
    return True
