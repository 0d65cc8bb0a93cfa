"""Facts: all of a consultation, one with its versions, add, change, withdraw, take over what others published."""

from collections.abc import Sequence

from flask import Blueprint, redirect, render_template
from werkzeug.wrappers import Response

from analysis.documents import DocumentRefused
from consult.extensions import db
from consult.services.facts.entering import (
    EditedMeanwhileError,
    Place,
    add_fact,
    revise_fact,
    take_over,
    withdraw_fact,
)
from consult.services.facts.kinds import KINDS, Kind, kind_of, kinds_of, others_of
from consult.services.facts.reading import read_facts, read_versions
from consult.web.accounts.identity import current_person
from consult.web.facts.fields import document_of, entered, fill, place_problems, take_over_untouched
from consult.web.facts.forms import FORMS, FactForm, WithdrawalForm
from consult.web.meanwhile import Difference, differences, seen_number
from consult.web.staff_consultation import ADDRESS, StaffConsultation, find_staff_consultation

facts = Blueprint("facts", __name__, url_prefix=f"{ADDRESS}/facts")
Page = Response | str | tuple[str, int]
UNPROCESSABLE = 422
CONFLICT = 409


@facts.get("")
def list_facts(consultation: str) -> str:
    """What is entered, by kind."""
    place = find_staff_consultation(consultation)
    proposal = place.listing.proposal
    kinds = kinds_of(proposal)
    held = {name: read_facts(db.session, place.listing.id, name) for name in kinds}
    offered = {name for name in kinds if others_of(proposal, name)}
    return render_template("facts/list.html", kinds=kinds, held=held, offered=offered, **place.frame)


@facts.post("/<kind>/take-over")
def take_over_figures(consultation: str, kind: str) -> Response:
    """Enter what others have published."""
    place = find_staff_consultation(consultation)
    take_over(db.session, current_person(), place.listing.id, kind)
    return redirect(f"{place.address}/facts#{kind}")


@facts.route("/<kind>/add", methods=["GET", "POST"])
def add(consultation: str, kind: str) -> Page:
    place, form = place_and_form(consultation, kind)
    if not form.is_submitted():
        return show_form(place, kind, form)
    if form.validate():
        try:
            made = Place(place.listing.id, kind)
            fact = add_fact(db.session, current_person(), made, document_of(form))
            return redirect(f"{place.address}/facts/{kind}/{fact.code}?saved=yes")
        except DocumentRefused as refused:
            place_problems(form, [(each.place, each.sentence) for each in refused.problems])
    return show_form(place, kind, form), UNPROCESSABLE


@facts.get("/<kind>/<code>")
def show(consultation: str, kind: str, code: str) -> Page:
    """All versions of a fact, the newest first."""
    place, form = place_and_form(consultation, kind)
    versions = read_versions(db.session, place.listing.id, kind, code)
    labels = {field.path: field.label.text for field in entered(form)}
    return render_template(
        "facts/show.html", kind=KINDS[kind], versions=versions, labels=labels, told=told, **place.frame
    )


@facts.route("/<kind>/<code>/edit", methods=["GET", "POST"])
def edit(consultation: str, kind: str, code: str) -> Page:
    place, form = place_and_form(consultation, kind)
    fact = Place(place.listing.id, kind, code)
    last = read_versions(db.session, place.listing.id, kind, code)[0]
    if not form.is_submitted():
        fill(form, last.document)
        form.seen.data = str(last.number)
        return show_form(place, kind, form, last.title)
    if form.validate():
        try:
            revise_fact(db.session, current_person(), fact, document_of(form), seen_number(form.seen.data))
            return redirect(f"{place.address}/facts/{kind}/{code}?saved=yes")
        except EditedMeanwhileError:
            db.session.rollback()
            return show_meanwhile(place, fact, form), CONFLICT
        except DocumentRefused as refused:
            place_problems(form, [(each.place, each.sentence) for each in refused.problems])
    return show_form(place, kind, form, last.title), UNPROCESSABLE


def show_meanwhile(place: StaffConsultation, fact: Place, form: FactForm) -> str:
    """The form with what was typed, and what a colleague saved since it was opened."""
    versions = read_versions(db.session, place.listing.id, fact.kind, fact.code)
    seen = seen_number(form.seen.data)
    now = versions[0].document
    before = next((each.document for each in versions if each.number == seen), now)
    labels = {field.path: field.label.text for field in entered(form)}
    old, new = ({path: told(document, path) for path in labels} for document in (before, now))
    take_over_untouched(form, before, now)
    form.seen.data = str(versions[0].number)
    message = f"{EditedMeanwhileError.title}. Nothing was saved, and what you typed is kept."
    entered(form)[0].errors = [message]
    others = differences(labels, old, new)
    return show_form(place, fact.kind, form, versions[0].title, others)


@facts.route("/<kind>/<code>/withdraw", methods=["GET", "POST"])
def withdraw(consultation: str, kind: str, code: str) -> Page:
    place, form = place_and_form(consultation, kind)[0], WithdrawalForm()
    last = read_versions(db.session, place.listing.id, kind, code)[0]
    if form.validate_on_submit():
        withdraw_fact(
            db.session, current_person(), Place(place.listing.id, kind, code), form.reason.data or ""
        )
        return redirect(f"{place.address}/facts/{kind}/{code}")
    page = render_template("facts/withdraw.html", form=form, fact=last, **place.frame)
    return page, UNPROCESSABLE if form.is_submitted() else 200


def place_and_form(consultation: str, kind: str) -> tuple[StaffConsultation, FactForm]:
    """The form of a kind; raises `NotFoundError` for one that the consultation has no facts of."""
    place = find_staff_consultation(consultation)
    kind_of(place.listing.proposal, kind)
    return place, FORMS[kind]()


def show_form(
    place: StaffConsultation,
    kind: str,
    form: FactForm,
    title: str = "",
    others: Sequence[Difference] = (),
) -> str:
    shown: Kind = KINDS[kind]
    page = {"kind": shown, "form": form, "fields": entered(form), "title": title, "others": others}
    return render_template("facts/form.html", **page, **place.frame)


def told(document: dict[str, object], path: str) -> str:
    """A part of a document in words, empty where it was left out."""
    value: object = document
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return "; ".join(str(each.get("label")) if isinstance(each, dict) else str(each) for each in value)
    return "" if value is None else str(value)
