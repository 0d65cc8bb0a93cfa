"""Writing a plan, trying it out on invented replies, approving it."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from analysis.canonical import NotCanonical, canonical
from analysis.documents import Problem
from analysis.plan.parsing import PlanRefused
from analysis.plan.parsing import read_plan as read_registered
from consult.errors import NotFoundError
from consult.extensions import db
from consult.models import PlanVersion
from consult.rehearsal.finding import rehearse
from consult.services.approvals.reading import read_state
from consult.services.findings.plans import (
    Subject,
    approve,
    find_request_for,
    read_plan,
    suggest_plan,
    write,
)
from consult.services.findings.published import find_plan, list_plans, plan_in_force
from consult.web.accounts.identity import current_person
from consult.web.meanwhile import Difference, differences, seen_number
from consult.web.plans.filling import fields_of, fill, place_problem
from consult.web.plans.forms import PlanForm, TextForm
from consult.web.plans.planning import MailingForm, Outcome
from consult.web.staff_survey import ADDRESS, StaffSurvey, find_staff_survey

plans = Blueprint("plans", __name__, url_prefix=f"{ADDRESS}/plans")
UNPROCESSABLE = 422
CONFLICT = 409
WRITTEN_MEANWHILE = (
    "Somebody else wrote a plan in the meantime. Nothing was kept yet, and what you typed is still here."
)
Page = Response | str | tuple[str, int]


@plans.get("")
def list_all(consultation: str, survey: str) -> str:
    """Every plan that was written, and which is in force."""
    place = find_tested_survey(consultation, survey)
    rows = list_plans(db.session, place.entry.id)
    current = plan_in_force(db.session, place.entry.id)
    roles = {role.name for role in current_person().roles}
    return render_template("plans/list.html", plans=rows, current=current, roles=roles, **place.frame)


@plans.get("/<int:number>")
def show(consultation: str, survey: str, number: int) -> str:
    """A plan in words, with what it would have said of invented replies."""
    place = find_tested_survey(consultation, survey)
    row = find_plan(db.session, place.entry.id, number)
    preview = rehearse(read_plan(row), subject_of(place))
    asked = find_request_for(db.session, row)
    state = read_state(db.session, asked) if asked else "waiting"
    shown = {"plan": row, "preview": preview, "person": current_person(), "asked": asked, "state": state}
    return render_template("plans/show.html", **shown, **place.frame)


@plans.post("/<int:number>/approve")
def give_approval(consultation: str, survey: str, number: int) -> Response:
    place = find_tested_survey(consultation, survey)
    approve(db.session, current_person(), subject_of(place), number)
    return redirect(f"{place.address}/plans/{number}")


@plans.get("/new")
def begin(consultation: str, survey: str) -> str:
    """The form, filled in as the plan in force or the suggested one."""
    place = find_tested_survey(consultation, survey)
    return show_form(place, make_form(place, fields_of(beginning(place))), [])


@plans.post("/new")
def finish(consultation: str, survey: str) -> Page:
    place = find_tested_survey(consultation, survey)
    form = make_form(place)
    if seen_number(form.seen.data) != newest_number(place):
        return show_form(place, form, [], keep_typed(place, form)), CONFLICT
    if not form.validate():
        return show_form(place, form, []), UNPROCESSABLE
    try:
        document, reason = fill(suggestion(place), form), form.reason.data or ""
        row = write(db.session, current_person(), subject_of(place), document, reason)
    except PlanRefused as refused:
        return show_form(place, form, unplaced(form, refused)), UNPROCESSABLE
    return redirect(f"{place.address}/plans/{row.number}")


@plans.get("/letters")
def try_letters(consultation: str, survey: str) -> Page:
    """What letters would bring, by the rule of the plan written last; nothing is kept."""
    place = find_staff_survey(consultation, survey)
    form = MailingForm(request.args) if request.args else MailingForm()
    plan = read_registered(beginning(place))
    valid = not request.args or form.validate()
    outcome = Outcome(plan, form.read()) if valid else None
    shown = {"form": form, "outcome": outcome, "plan": plan}
    page = render_template("plans/letters.html", **shown, **place.frame)
    return page if valid else (page, UNPROCESSABLE)


@plans.get("/new/text")
def begin_text(consultation: str, survey: str) -> str:
    """The same plan as text, for what the form does not offer."""
    place = find_tested_survey(consultation, survey)
    form = TextForm(document=as_text(beginning(place)), seen=str(newest_number(place)))
    return show_text(place, form, [])


@plans.post("/new/text")
def finish_text(consultation: str, survey: str) -> Page:
    place = find_tested_survey(consultation, survey)
    form = TextForm()
    if seen_number(form.seen.data) != newest_number(place):
        form.seen.data = str(newest_number(place))
        return show_text(
            place, form, [Problem("plan", WRITTEN_MEANWHILE)], as_text(beginning(place))
        ), CONFLICT
    try:
        document, reason = read_text(form), form.reason.data or ""
        row = write(db.session, current_person(), subject_of(place), document, reason)
    except PlanRefused as refused:
        return show_text(place, form, refused.problems), UNPROCESSABLE
    return redirect(f"{place.address}/plans/{row.number}")


def find_tested_survey(consultation: str, survey: str) -> StaffSurvey:
    """Raises `NotFoundError` for a survey without a question that a finding could be about."""
    place = find_staff_survey(consultation, survey)
    if not place.entry.tested:
        raise NotFoundError
    return place


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


def beginning(place: StaffSurvey, number: int | None = None) -> Mapping[str, Any]:
    """A plan that was written, the last one unless another is named, brought to the consultation's times and words.

    The suggested one before there is any.
    """
    suggested = suggestion(place)
    rows: list[PlanVersion] = list_plans(db.session, place.entry.id)
    chosen = [row for row in rows if number in {None, row.number}]
    kept = {name: suggested[name] for name in ("question", "opens", "closes", "version")}
    return suggested | chosen[0].document | kept if chosen else suggested


def newest_number(place: StaffSurvey) -> int:
    """The number of the plan that was written last; 0 before there is any."""
    return max((row.number for row in list_plans(db.session, place.entry.id)), default=0)


def keep_typed(place: StaffSurvey, form: PlanForm) -> Sequence[Difference]:
    """What a colleague's plan changed since the form was opened; fields that were left alone take it over."""
    before, now = fields_of(beginning(place, seen_number(form.seen.data))), fields_of(beginning(place))
    for name, value in now.items():
        if form[name].data == before.get(name):
            form[name].process_data(value)
            form[name].raw_data = None  # else the field shows again what was sent
    form.seen.data = str(newest_number(place))
    form.theta.errors = [WRITTEN_MEANWHILE]
    return differences({name: form[name].label.text for name in now}, before, now)


def as_text(document: Mapping[str, Any]) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False)


def make_form(place: StaffSurvey, data: Mapping[str, Any] | None = None) -> PlanForm:
    form = PlanForm(data={"seen": str(newest_number(place)), **data} if data is not None else None)
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


def show_form(
    place: StaffSurvey, form: PlanForm, problems: list[Problem], others: Sequence[Difference] = ()
) -> str:
    shown = {"form": form, "problems": problems, "others": others, "change": place.entry.planned}
    return render_template("plans/form.html", **shown, **place.frame)


def show_text(place: StaffSurvey, form: TextForm, problems: Sequence[Problem], theirs: str = "") -> str:
    """`theirs` is the plan that a colleague wrote in the meantime."""
    shown = {"form": form, "problems": problems, "theirs": theirs, "change": place.entry.planned}
    return render_template("plans/text.html", **shown, **place.frame)
