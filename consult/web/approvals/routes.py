"""The list of requests, and one of them with its answer."""

from flask import Blueprint, redirect, render_template
from werkzeug.wrappers import Response

from consult.extensions import db
from consult.models import ApprovalRequest
from consult.services.acts import ACTS, approve
from consult.services.approvals.asking import APPROVED, Answer, AnswerRefusedError, answer, find_request
from consult.services.approvals.reading import read_requests, read_state
from consult.web.accounts.identity import current_person
from consult.web.answers import AnswerForm, TakeBackForm
from consult.web.approvals.describing import describe
from consult.web.staff_consultation import ADDRESS, StaffConsultation, find_staff_consultation

approvals = Blueprint("approvals", __name__, url_prefix=f"{ADDRESS}/approvals")
Page = Response | str | tuple[str, int]
CONFLICT = 409
UNPROCESSABLE = 422


@approvals.get("")
def list_requests(consultation: str) -> str:
    """What waits, the oldest first, and what was answered."""
    place = find_staff_consultation(consultation)
    found = read_requests(db.session, place.listing.id)
    return render_template("approvals/list.html", found=found, acts=ACTS, **place.frame)


@approvals.get("/<int:request_id>")
def show(consultation: str, request_id: int) -> str:
    place = find_staff_consultation(consultation)
    asked = find_request(db.session, place.listing.id, request_id)
    return show_request(place, asked, form_for(asked))


@approvals.post("/<int:request_id>")
def give_answer(consultation: str, request_id: int) -> Page:
    """Approve, refuse or take back; what cannot be done is said on the page of the request."""
    place = find_staff_consultation(consultation)
    asked = find_request(db.session, place.listing.id, request_id)
    form = form_for(asked)
    if not form.validate():
        return show_request(place, asked, form), UNPROCESSABLE
    try:
        act_on(asked, Answer(form.decision.data, form.reason.data or ""))
    except AnswerRefusedError as refused:
        db.session.rollback()
        form.reason.errors = [refused.message]
        return show_request(place, asked, form), CONFLICT
    return redirect(f"{place.address}/approvals/{request_id}?answered=yes")


def act_on(asked: ApprovalRequest, given: Answer) -> None:
    if given.decision == APPROVED:
        approve(db.session, current_person(), asked)
    else:
        answer(db.session, current_person(), asked, given)


def form_for(asked: ApprovalRequest) -> AnswerForm | TakeBackForm:
    return TakeBackForm() if asked.author_id == current_person().id else AnswerForm()


def show_request(place: StaffConsultation, asked: ApprovalRequest, form: AnswerForm | TakeBackForm) -> str:
    return render_template(
        "approvals/show.html",
        asked=asked,
        state=read_state(db.session, asked),
        act=ACTS[asked.kind],
        details=describe(db.session, place.listing, asked),
        form=form,
        own=asked.author_id == current_person().id,
        roles={role.name for role in current_person().roles},
        **place.frame,
    )
