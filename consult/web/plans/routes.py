"""Writing a plan, trying it out on invented replies, approving it."""

import json
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, redirect, render_template
from werkzeug.wrappers import Response

from analysis.canonical import NotCanonical, canonical
from analysis.documents import Problem
from analysis.plan.parsing import PlanRefused
from consult.extensions import db
from consult.models import PlanVersion
from consult.rehearsal.finding import rehearse
from consult.services.findings.plans import Subject, approve, read_plan, suggest_plan, write
from consult.services.findings.published import find_plan, list_plans, plan_in_force
from consult.web.accounts.identity import current_person
from consult.web.plans.filling import fields_of, fill, place_problem
from consult.web.plans.forms import PlanForm, TextForm
from consult.web.staff_survey import ADDRESS, StaffSurvey, find_staff_survey

plans = Blueprint("plans", __name__, url_prefix=f"{ADDRESS}/plans")
UNPROCESSABLE = 422
Page = Response | str | tuple[str, int]


@plans.get("")
def list_all(consultation: str, survey: str) -> str:
    """Every plan that was written, and which is in force."""
    place = find_staff_survey(consultation, survey)
    rows = list_plans(db.session, place.entry.id)
    current = plan_in_force(db.session, place.entry.id)
    roles = {role.name for role in current_person().roles}
    return render_template("plans/list.html", plans=rows, current=current, roles=roles, **place.frame)


@plans.get("/<int:number>")
def show(consultation: str, survey: str, number: int) -> str:
    """A plan in words, with what it would have said of invented replies."""
    place = find_staff_survey(consultation, survey)
    row = find_plan(db.session, place.entry.id, number)
    preview = rehearse(read_plan(row), subject_of(place))
    return render_template(
        "plans/show.html", plan=row, preview=preview, person=current_person(), **place.frame
    )


@plans.post("/<int:number>/approve")
def give_approval(consultation: str, survey: str, number: int) -> Response:
    place = find_staff_survey(consultation, survey)
    approve(db.session, current_person(), subject_of(place), number)
    return redirect(f"{place.address}/plans/{number}")


@plans.get("/new")
def begin(consultation: str, survey: str) -> str:
    """The form, filled in as the plan in force or the suggested one."""
    place = find_staff_survey(consultation, survey)
    return show_form(place, make_form(place, fields_of(beginning(place))), [])


@plans.post("/new")
def finish(consultation: str, survey: str) -> Page:
    place = find_staff_survey(consultation, survey)
    form = make_form(place)
    if not form.validate():
        return show_form(place, form, []), UNPROCESSABLE
    try:
        row = write(db.session, current_person(), subject_of(place), fill(suggestion(place), form))
    except PlanRefused as refused:
        return show_form(place, form, unplaced(form, refused)), UNPROCESSABLE
    return redirect(f"{place.address}/plans/{row.number}")


@plans.get("/new/text")
def begin_text(consultation: str, survey: str) -> str:
    """The same plan as text, for what the form does not offer."""
    place = find_staff_survey(consultation, survey)
    text = json.dumps(beginning(place), indent=2, ensure_ascii=False)
    return render_template("plans/text.html", form=TextForm(document=text), problems=[], **place.frame)


@plans.post("/new/text")
def finish_text(consultation: str, survey: str) -> Page:
    place = find_staff_survey(consultation, survey)
    form = TextForm()
    try:
        row = write(db.session, current_person(), subject_of(place), read_text(form))
    except PlanRefused as refused:
        page = render_template("plans/text.html", form=form, problems=refused.problems, **place.frame)
        return page, UNPROCESSABLE
    return redirect(f"{place.address}/plans/{row.number}")


def read_text(form: TextForm) -> Mapping[str, Any]:
    """Raises `PlanRefused` for what is no JSON object."""
    try:
        document = json.loads((form.document.data or "").replace("\\u0000", ""))
        canonical(document)
    except NotCanonical as refused:
        raise PlanRefused([Problem("document", refused.sentence)]) from None
    except (ValueError, RecursionError) as refused:
        raise PlanRefused([Problem("document", f"This is not JSON: {refused}.")]) from None
    if not isinstance(document, dict):
        raise PlanRefused([Problem("document", "This must be an object with named fields.")])
    return document


def subject_of(place: StaffSurvey) -> Subject:
    return Subject(place.listing, place.version)


def suggestion(place: StaffSurvey) -> dict[str, Any]:
    return suggest_plan(subject_of(place))


def beginning(place: StaffSurvey) -> Mapping[str, Any]:
    """The last plan that was written, brought to the consultation's times and words; else the suggested one."""
    suggested = suggestion(place)
    rows: list[PlanVersion] = list_plans(db.session, place.entry.id)
    kept = {name: suggested[name] for name in ("question", "opens", "closes", "version")}
    return suggested | rows[0].document | kept if rows else suggested


def make_form(place: StaffSurvey, data: Mapping[str, Any] | None = None) -> PlanForm:
    form = PlanForm(data=data)
    labels = [member["label"] for member in suggestion(place)["family"]["members"]]
    form.members.choices = {label: label for label in labels}
    return form


def unplaced(form: PlanForm, refused: PlanRefused) -> list[Problem]:
    """Put problems at their fields; those without one are left."""
    left = []
    for problem in refused.problems:
        field = place_problem(form, problem)
        if field is None:
            left.append(problem)
        else:
            field.errors = (*field.errors, problem.sentence)
    return left


def show_form(place: StaffSurvey, form: PlanForm, problems: list[Problem]) -> str:
    return render_template("plans/form.html", form=form, problems=problems, **place.frame)
