"""The public record: how replies become a finding, every plan as a file, every finding and its sheet."""

from flask import Blueprint, Response, render_template

from analysis.canonical import canonical
from consult.errors import NotFoundError
from consult.extensions import db
from consult.models import FindingRecord, PlanVersion
from consult.services.findings.published import (
    approved,
    changes_of,
    deciding_plan,
    find_beside,
    find_plan,
    list_findings,
)
from consult.services.statements.told import themes_of_finding
from consult.web.public_place import ADDRESS, Place, find_place

results = Blueprint("results", __name__, url_prefix=ADDRESS)


@results.get("/method")
def method(consultation: str, survey: str) -> str:
    """The rule in two sentences, everything else that was fixed, and every plan there has been."""
    place = find_place(consultation, survey)
    plan = deciding_plan(db.session, place.survey.id)
    plans = list(db.session.scalars(approved(place.survey.id)))
    shown = {"plan": plan, "plans": plans, "changes": changes_of(plans)}
    return render_template("results/method.html", **shown, **place.frame)


@results.get("/plan-<int:number>.json")
def plan_file(consultation: str, survey: str, number: int) -> Response:
    """An approved plan as the bytes whose SHA-256 was published."""
    place = find_place(consultation, survey)
    plan = find_plan(db.session, place.survey.id, number)
    if plan.approval is None:
        raise NotFoundError
    name = f"{consultation}-plan-{number}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(canonical(plan.document), mimetype="application/json", headers=headers)


@results.get("/finding")
def newest(consultation: str, survey: str) -> str:
    """The newest finding, with the earlier ones beside it."""
    place = find_place(consultation, survey)
    return show(place, list_findings(db.session, place.survey.id), 0)


@results.get("/findings/<int:number>")
def finding(consultation: str, survey: str, number: int) -> str:
    """One of several findings."""
    place = find_place(consultation, survey)
    return show(place, list_findings(db.session, place.survey.id), number)


@results.get("/finding/sheet")
def sheet(consultation: str, survey: str) -> str:
    """The newest finding on one page to print."""
    place = find_place(consultation, survey)
    records = list_findings(db.session, place.survey.id)
    record = choose(records, 0)
    told = {"record": record, "page": record.shown, "beside": next(iter(find_beside(records, record)), None)}
    return render_template("results/sheet.html", plan=find_plan_of(place, record), **told, **place.frame)


def show(place: Place, records: list[FindingRecord], number: int) -> str:
    record = choose(records, number)
    return render_template(
        "results/finding.html",
        record=record,
        page=record.shown,
        records=records,
        beside=next(iter(find_beside(records, record)), None),
        plan=find_plan_of(place, record),
        themes=themes_of_finding(db.session, place.survey.id, record.shown.get("sign_offs", [])),
        **place.frame,
    )


def choose(records: list[FindingRecord], number: int) -> FindingRecord:
    """The finding with a number, for 0 the newest by the plan that decides; raises `NotFoundError`."""
    found = [record for record in records if number == record.number or not (number or record.exploratory)]
    if not found:
        raise NotFoundError("There is no such finding. It is made after the consultation has closed.")
    return found[0]


def find_plan_of(place: Place, record: FindingRecord) -> PlanVersion | None:
    plans = db.session.scalars(approved(place.survey.id))
    return next((plan for plan in plans if plan.id == record.plan_id), None)
