"""Responses: search, look at one, exclude one with a reason, export all."""

from datetime import UTC, datetime

from flask import Blueprint, Response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from analysis.vocabulary import CHOSEN
from consult.extensions import db
from consult.services.records.exclusions import Act, ask_exclusion, exclusion_rules
from consult.services.records.exporting import ask_export, stream_export
from consult.services.records.responses import Search, find_responses, read_response
from consult.web.accounts.identity import current_person
from consult.web.responses.forms import ExclusionForm, ExportForm
from consult.web.staff_survey import ADDRESS, StaffSurvey, current_vault, find_staff_survey

responses = Blueprint("responses", __name__, url_prefix=ADDRESS)
Page = AnyResponse | str | tuple[str, int]


@responses.get("/responses")
def list_responses(consultation: str, survey: str) -> Page:
    """A page of responses, the newest first."""
    place = find_staff_survey(consultation, survey)
    before = request.args.get("before", type=int)
    search = Search(
        request.args.get("words", "").strip(),
        request.args.get("arm", ""),
        request.args.get("state", ""),
        before,
    )
    found = find_responses(db.session, place.version_ids, search)
    return render_template("responses/list.html", found=found, search=search, **place.frame)


@responses.get("/responses/<int:response_id>")
def show_response(consultation: str, survey: str, response_id: int) -> Page:
    place = find_staff_survey(consultation, survey)
    return show(place, response_id, exclusion_form(place))


@responses.post("/responses/<int:response_id>")
def exclude(consultation: str, survey: str, response_id: int) -> Page:
    """Ask for a response to be excluded, brought back or erased."""
    place = find_staff_survey(consultation, survey)
    form = exclusion_form(place)
    if not form.validate():
        return show(place, response_id, form), 422
    read_response(db.session, place.version, current_vault(), response_id)
    act = Act(form.action.data, form.reason.data or "", form.rule.data or "")
    ask_exclusion(db.session, current_person(), response_id, act)
    return redirect(f"{place.address}/responses/{response_id}?asked=yes")


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


def exclusion_form(place: StaffSurvey) -> ExclusionForm:
    form = ExclusionForm()
    rules = exclusion_rules(db.session, place.version.id)
    form.rule.choices = {"": "Choose a rule", **rules}
    return form


def show(place: StaffSurvey, response_id: int, form: ExclusionForm) -> str:
    whole = read_response(db.session, place.version, current_vault(), response_id)
    questions = [question for question in place.version.questionnaire.questions if question.asks]
    shown = {"whole": whole, "questions": questions, "form": form, "doubted": CHOSEN}
    return render_template("responses/show.html", **shown, **place.frame)
