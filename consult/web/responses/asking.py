"""Asking for what is to be done with one reply or with several at once."""

from collections.abc import Sequence

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from consult.extensions import db
from consult.models import ApprovalRequest
from consult.services.records.exclusions import (
    Act,
    Chosen,
    ExclusionRefusedError,
    ask_exclusion,
    exclusion_rules,
    find_chosen,
)
from consult.services.records.responses import is_number, read_rows
from consult.web.accounts.identity import current_person
from consult.web.responses.forms import ExclusionForm
from consult.web.staff_survey import ADDRESS, StaffSurvey, find_staff_survey

asking = Blueprint("asking", __name__, url_prefix=ADDRESS)
Page = Response | str | tuple[str, int]


@asking.get("/responses/ask")
def choose_act(consultation: str, survey: str) -> str:
    """What is to be done with the replies that were ticked in a list."""
    place = find_staff_survey(consultation, survey)
    if ticked():
        find_chosen(db.session, chosen(place, ticked()))
    return show(place, exclusion_form(place, fresh=True))


@asking.post("/responses/ask")
def ask_act(consultation: str, survey: str) -> Page:
    place = find_staff_survey(consultation, survey)
    form = exclusion_form(place)
    asked = ask_from(place, form, ticked())
    return (show(place, form), 422) if asked is None else redirect(asked_page(place, asked))


def exclusion_form(place: StaffSurvey, *, fresh: bool = False) -> ExclusionForm:
    """The form as it was sent, or an empty one."""
    form = ExclusionForm(formdata=None) if fresh else ExclusionForm()
    form.rule.choices = {"": "Choose a rule", **exclusion_rules(db.session, place.entry.id)}
    return form


def ask_from(place: StaffSurvey, form: ExclusionForm, numbers: Sequence[int]) -> ApprovalRequest | None:
    """The request, or None with what is wrong at the form's fields."""
    if not form.validate():
        return None
    act = Act(form.action.data, form.reason.data or "", form.rule.data or "")
    try:
        return ask_exclusion(db.session, current_person(), chosen(place, numbers), act)
    except ExclusionRefusedError as refused:
        form.action.errors = [refused.message]
        return None


def chosen(place: StaffSurvey, numbers: Sequence[int]) -> Chosen:
    return Chosen(place.listing.id, place.entry.id, numbers)


def asked_page(place: StaffSurvey, asked: ApprovalRequest) -> str:
    """The page of a request that was made just now."""
    return f"/staff/{place.listing.slug}/approvals/{asked.id}?asked=yes"


def ticked() -> list[int]:
    """The numbers of the replies that were ticked."""
    return sorted({int(number) for number in request.values.getlist("reply") if is_number(number)})


def show(place: StaffSurvey, form: ExclusionForm) -> str:
    rows = read_rows(db.session, ticked())
    return render_template("responses/ask.html", form=form, rows=rows, **place.frame)
