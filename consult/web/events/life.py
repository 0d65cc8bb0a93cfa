"""The life of a consultation while and after people answer: paused, resumed, decided."""

from collections.abc import Callable
from datetime import UTC, datetime

from flask import Blueprint, redirect, render_template
from werkzeug.wrappers import Response

from consult.extensions import db
from consult.services.consultations.changing import EventRefusedError
from consult.services.consultations.deciding import newest_number, publish_decision, read_decisions
from consult.services.consultations.pausing import pause, resume
from consult.services.refusals import FieldRefusedError
from consult.web.accounts.identity import current_person
from consult.web.events.deciding import DecisionForm, decision_form
from consult.web.events.forms import PauseForm
from consult.web.fields import say_at_field
from consult.web.meanwhile import seen_number
from consult.web.staff_consultation import ADDRESS, StaffConsultation, find_staff_consultation

life = Blueprint("life", __name__, url_prefix=ADDRESS)
Page = Response | str | tuple[str, int]
UNPROCESSABLE = 422


@life.route("/events/pause", methods=["GET", "POST"])
def pause_now(consultation: str) -> Page:
    return change_state(consultation, pause, "events/pause.html")


@life.route("/events/resume", methods=["GET", "POST"])
def resume_now(consultation: str) -> Page:
    return change_state(consultation, resume, "events/resume.html")


def change_state(consultation: str, change: Callable[..., object], template: str) -> Page:
    """Pause or resume, with the public reason."""
    place, form = find_staff_consultation(consultation), PauseForm()
    if form.validate_on_submit():
        try:
            change(db.session, current_person(), place.listing.id, form.why.data or "", datetime.now(UTC))
            return redirect(f"{place.address}/events?announced=yes")
        except EventRefusedError as refused:
            form.why.errors = [refused.message]
    page = render_template(template, form=form, **place.frame)
    return page, UNPROCESSABLE if form.is_submitted() else 200


@life.route("/decision", methods=["GET", "POST"])
def decide(consultation: str) -> Page:
    """Publish what was decided, or a new version of it."""
    place = find_staff_consultation(consultation)
    versions = read_decisions(db.session, place.listing.id)
    form = decision_form(place.listing.proposal, versions)
    if form.validate_on_submit() and decided(place, form):
        return redirect(f"/consultations/{place.listing.slug}/decision")
    page = render_template("events/decision.html", form=form, versions=versions, **place.frame)
    return page, UNPROCESSABLE if form.is_submitted() else 200


def decided(place: StaffConsultation, form: DecisionForm) -> bool:
    """Publish it; what is wrong is put at its field, over what was typed."""
    try:
        seen = seen_number(form.seen.data)
        publish_decision(db.session, current_person(), place.listing.id, form.decision(), seen)
    except FieldRefusedError as refused:
        say_at_field(form, refused)
        form.seen.data = str(newest_number(db.session, place.listing.id))
        return False
    return True
