"""Events: the list with replies by version of the proposal, another closing, a material change."""

from datetime import UTC, datetime

from flask import Blueprint, redirect, render_template
from werkzeug.wrappers import Response

from consult.extensions import db
from consult.services.consultations.changing import (
    EventRefusedError,
    announce,
    count_by_proposal,
    time_warnings,
)
from consult.services.findings.closing import ClosingRefusedError, ask_closing
from consult.services.studio.sources import manuscript_of
from consult.web.accounts.identity import current_person
from consult.web.events.forms import ClosingForm, ExtensionForm
from consult.web.staff_consultation import ADDRESS, StaffConsultation, find_staff_consultation

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
        manuscript=manuscript_of(db.session, place.listing.id),
        phase=place.listing.phase(datetime.now(UTC)).value,
        **place.frame,
    )


@events.route("/extend", methods=["GET", "POST"])
def extend(consultation: str) -> Page:
    place, form = find_staff_consultation(consultation), ExtensionForm()
    if form.validate_on_submit() and extended(place, form):
        return redirect(f"{place.address}/events?announced=yes")
    page = render_template("events/extend.html", form=form, **place.frame)
    return page, UNPROCESSABLE if form.is_submitted() else 200


def extended(place: StaffConsultation, form: ExtensionForm) -> bool:
    """Announce it; what is wrong with it is put at its field."""
    try:
        announce(db.session, current_person(), place.listing.id, form.announcement(), datetime.now(UTC))
    except EventRefusedError as refused:
        form[refused.field if refused.field in form else "what"].errors = [refused.message]
        return False
    return True


@events.route("/close", methods=["GET", "POST"])
def close(consultation: str) -> Page:
    """Ask for an earlier closing, which somebody else has to approve."""
    place, form = find_staff_consultation(consultation), ClosingForm()
    if form.validate_on_submit():
        try:
            person, reason = current_person(), form.reason.data or ""
            asked = ask_closing(db.session, person, place.listing.id, reason, datetime.now(UTC))
            return redirect(f"{place.address}/approvals/{asked.id}?asked=yes")
        except ClosingRefusedError as refused:
            form.reason.errors = [refused.message]
    page = render_template("events/close.html", form=form, **place.frame)
    return page, UNPROCESSABLE if form.is_submitted() else 200
