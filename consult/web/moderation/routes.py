"""The queue: read, then publish or hold back."""

from flask import Blueprint, redirect, render_template
from werkzeug.wrappers import Response

from consult.errors import ConsultError
from consult.extensions import db
from consult.services.statements.moderation import Ruling, decide, waiting_statements
from consult.web.accounts.identity import current_person
from consult.web.moderation.forms import DecisionForm
from consult.web.staff_survey import ADDRESS, current_vault, find_staff_survey

moderation = Blueprint("moderation", __name__, url_prefix=ADDRESS)


@moderation.get("/moderation")
def queue(consultation: str, survey: str) -> str:
    """The oldest statements nobody has decided on."""
    place = find_staff_survey(consultation, survey)
    waiting, total = waiting_statements(db.session, current_vault(), place.version_ids)
    return render_template(
        "moderation/queue.html",
        waiting=waiting,
        total=total,
        labels=place.question_labels,
        form=DecisionForm(),
        **place.frame,
    )


@moderation.post("/moderation")
def rule(consultation: str, survey: str) -> Response:
    """Record one decision and go on with the queue."""
    place = find_staff_survey(consultation, survey)
    form = DecisionForm()
    statement = form.statement.data or ""
    if not form.validate() or not statement.isdecimal():
        raise ConsultError("Select a decision for the statement.")
    ruling = Ruling(form.decision.data, (form.reason.data or "").strip())
    decide(db.session, current_vault(), current_person(), int(statement), ruling)
    return redirect(f"{place.address}/moderation")
