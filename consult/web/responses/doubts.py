"""Replies in doubt: their list, and what staff note about one of them."""

from flask import Blueprint, redirect, render_template
from werkzeug.wrappers import Response as AnyResponse

from analysis.plan.plan import DoubtRule
from analysis.vocabulary import CHOSEN
from consult.extensions import db
from consult.services.findings.plans import read_plan
from consult.services.findings.published import plan_in_force
from consult.services.records.doubts import InDoubt, Note, note_doubt, read_doubts, read_notes
from consult.services.records.responses import read_response
from consult.web.accounts.identity import current_person
from consult.web.responses.forms import DoubtForm
from consult.web.staff_survey import ADDRESS, StaffSurvey, current_vault, find_staff_survey

doubts = Blueprint("doubts", __name__, url_prefix=f"{ADDRESS}/responses")
Page = AnyResponse | str | tuple[str, int]


@doubts.get("/doubts")
def list_doubts(consultation: str, survey: str) -> str:
    """Every reply in doubt that nobody has settled."""
    place = find_staff_survey(consultation, survey)
    found = read_doubts(db.session, place.entry.id, rule_of(place))
    return render_template("doubts/list.html", found=found, **place.frame)


@doubts.get("/<int:response_id>/doubt")
def show_notes(consultation: str, survey: str, response_id: int) -> Page:
    return show(find_staff_survey(consultation, survey), response_id, DoubtForm())


@doubts.post("/<int:response_id>/doubt")
def note(consultation: str, survey: str, response_id: int) -> Page:
    """Raise a doubt, or say why there is none any more."""
    place = find_staff_survey(consultation, survey)
    form = DoubtForm()
    if not form.validate():
        return show(place, response_id, form), 422
    response = read_response(db.session, place.version, current_vault(), response_id).response
    doubt = doubt_about(place, response_id)
    said = Note(form.action.data, form.reason.data or "", doubt.causes if doubt else ())
    note_doubt(db.session, current_person(), response, said)
    return redirect(f"{place.address}/responses/doubts")


def show(place: StaffSurvey, response_id: int, form: DoubtForm) -> str:
    whole = read_response(db.session, place.version, current_vault(), response_id)
    return render_template(
        "doubts/show.html",
        whole=whole,
        doubted=CHOSEN,
        doubt=doubt_about(place, response_id),
        notes=read_notes(db.session, response_id),
        form=form,
        **place.frame,
    )


def doubt_about(place: StaffSurvey, response_id: int) -> InDoubt | None:
    found = read_doubts(db.session, place.entry.id, rule_of(place))
    return next((each for each in found if each.id == response_id), None)


def rule_of(place: StaffSurvey) -> DoubtRule:
    """That of the plan in force; the suggested one before there is a plan."""
    plan = plan_in_force(db.session, place.entry.id)
    return read_plan(plan).doubts if plan else DoubtRule()
