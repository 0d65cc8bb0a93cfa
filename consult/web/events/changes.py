"""A material change of the proposal: its texts one by one, and what others changed in the meantime."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, redirect, render_template
from werkzeug.wrappers import Response

from consult.errors import NotFoundError
from consult.extensions import db
from consult.services.consultations.changing import (
    EDITED_MEANWHILE,
    EventRefusedError,
    announce,
    newest_document,
    read_proposal,
)
from consult.services.consultations.publishing import newest_proposal
from consult.services.consultations.revising import ask_change, sets_aside
from consult.web.accounts.identity import current_person
from consult.web.events.forms import PREFIX, ChangeForm, change_form, editable, parts_of, texts_to_edit
from consult.web.meanwhile import seen_number
from consult.web.staff_consultation import ADDRESS, StaffConsultation, find_staff_consultation
from surveys.editing import Changed, changes_between
from surveys.reading.reader import DefinitionError

changes = Blueprint("changes", __name__, url_prefix=f"{ADDRESS}/events")
Page = Response | str | tuple[str, int]


@dataclass(frozen=True)
class Sheet:
    """The proposal as it reads now, the form that changes it, and what others changed since it was opened."""

    place: StaffConsultation
    document: Mapping[str, Any]
    form: ChangeForm
    others: Sequence[Changed] = ()
    alone: bool = True

    def show(self) -> str:
        parts = parts_of(texts_to_edit(self.document))
        shown = {"form": self.form, "parts": parts, "others": self.others, "alone": self.alone}
        return render_template("events/change.html", **shown, **self.place.frame)


@changes.get("/change")
def begin(consultation: str) -> str:
    return open_sheet(consultation).show()


@changes.post("/change")
def finish(consultation: str) -> Page:
    """Publish the new version, or ask for it where replies would be set aside."""
    sheet = open_sheet(consultation)
    if seen_number(sheet.form.seen.data) != newest_proposal(db.session, sheet.place.listing.id):
        return keep_typed(sheet).show(), 409
    address = send(sheet) if sheet.form.validate() else None
    return redirect(address) if address else (sheet.show(), 422)


def open_sheet(consultation: str) -> Sheet:
    place = find_staff_consultation(consultation)
    document = newest_document(db.session, place.listing.id)
    form = change_form(texts_to_edit(document), newest_proposal(db.session, place.listing.id))
    return Sheet(place, document, form, alone=not sets_aside(db.session, place.listing.id))


def send(sheet: Sheet) -> str | None:
    """Where the page leads to; None with what is wrong at the form's fields."""
    form = sheet.form
    try:
        return publish_or_ask(sheet)
    except EventRefusedError as refused:
        form[refused.field if refused.field in form else "what"].errors = [refused.message]
    except DefinitionError as refused:
        form.what.errors = [f"{each.place}: {each.sentence}" for each in refused.problems]
    return None


def publish_or_ask(sheet: Sheet) -> str:
    place, said = sheet.place, sheet.form.announcement(editable(sheet.document))
    person, now = current_person(), datetime.now(UTC)
    if sheet.alone:
        announce(db.session, person, place.listing.id, said, now)
        return f"{place.address}/events?announced=yes"
    asked = ask_change(db.session, person, place.listing.id, said, now)
    return f"{place.address}/approvals/{asked.id}?asked=yes"


def keep_typed(sheet: Sheet) -> Sheet:
    """The sheet with what was typed, over the texts that others published since it was opened.

    A text that was left as it was takes their words; one that both changed keeps what was typed here.
    """
    form, now = sheet.form, editable(sheet.document)
    try:
        before = editable(
            read_proposal(db.session, sheet.place.listing.id, seen_number(form.seen.data)).document
        )
    except NotFoundError:
        before = now
    opened = {text.path: text.words for text in texts_to_edit(before)}
    for text in texts_to_edit(sheet.document):
        field = form[f"{PREFIX}{text.path}"]
        if as_lines(field.data) == as_lines(opened.get(text.path, text.words)):
            field.data = text.words
    form.seen.data = str(newest_proposal(db.session, sheet.place.listing.id))
    form.what.errors = [f"{EDITED_MEANWHILE} What they changed is listed below, and what you typed is kept."]
    return Sheet(sheet.place, sheet.document, form, changes_between(before, now), alone=sheet.alone)


def as_lines(typed: str | None) -> list[str]:
    return [line.strip() for line in (typed or "").splitlines() if line.strip()]
