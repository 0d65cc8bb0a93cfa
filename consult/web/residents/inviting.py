"""The code from a letter: given at the start, or at any time until the reply is sent."""

from flask import Blueprint, redirect, render_template
from sqlalchemy import Row
from werkzeug.wrappers import Response

from consult.extensions import db
from consult.services.answering.drafts import use_invitation
from consult.services.answering.invitations import find_invitation
from consult.services.consultations.catalogue import Phase
from consult.web.public_place import ADDRESS, Place, find_place, now
from consult.web.residents.closing import show_not_open
from consult.web.residents.forms import InvitationForm, LateInvitationForm
from consult.web.residents.showing import errors_of, frame
from consult.web.residents.starting import begin, refuses_cookies
from consult.web.residents.steps import comes_from_check
from consult.web.residents.visits.refusals import Refusal, refuse
from consult.web.residents.visits.stands import AstrayError, Stand, State, expect_own_form, find_stand

inviting = Blueprint("inviting", __name__, url_prefix=ADDRESS)

UNPROCESSABLE = 422
UNKNOWN = "We do not recognise this code, or it was used already. Check it, or go on without a code"
OUTDATED = "This page was out of date, and nothing was started. Send the code once more"
Page = Response | str | tuple[str, int]


@inviting.get("/invitation")
def ask_code(consultation: str, survey: str) -> Page:
    """Ask for the code."""
    stand = find_stand(find_place(consultation, survey))
    if stand.state is State.SENT:
        raise AstrayError(stand)
    if not may_answer(stand):
        return show_not_open(stand)
    return show(stand, form_of(stand))


@inviting.post("/invitation")
def give_code(consultation: str, survey: str) -> Page:
    """Begin with a code, or add it to what was begun."""
    stand = find_stand(find_place(consultation, survey))
    if not may_answer(stand):
        return show_not_open(stand)
    if refuses_cookies(stand):
        return refuse(stand.place, Refusal.COOKIES)
    if stand.state in {State.WRITING, State.SENT}:
        expect_own_form(stand)
    form = form_of(stand)
    found = find_code(stand.place, form) if form.validate() else None
    if found is None:
        return show(stand, form), UNPROCESSABLE
    return take_code(stand, found)


def take_code(stand: Stand, found: Row[tuple[int, bytes]]) -> Response:
    if stand.state is State.SENT:
        raise AstrayError(stand)
    if stand.visit is None or stand.draft is None:
        return begin(stand.place, found.arm_id, found.code_hash)
    use_invitation(db.session, stand.visit, stand.draft, found.arm_id, found.code_hash)
    return redirect(f"{stand.place.address}/{'check-answers' if comes_from_check() else 'continue'}")


def find_code(place: Place, form: InvitationForm | LateInvitationForm) -> Row[tuple[int, bytes]] | None:
    found = find_invitation(db.session, place.listing.id, form.code.data or "")
    if found is None:
        form.code.errors = [UNKNOWN]
    return found


def form_of(stand: Stand) -> InvitationForm | LateInvitationForm:
    """Who has begun has a visit to show that the form is theirs; who has not, a session."""
    return LateInvitationForm() if stand.state is State.WRITING else InvitationForm()


def may_answer(stand: Stand) -> bool:
    if stand.state is State.WRITING:
        return now() < stand.place.listing.last_sending
    return stand.place.listing.phase(now()) is Phase.OPEN


def show(stand: Stand, form: InvitationForm | LateInvitationForm) -> str:
    stale = [("code", OUTDATED)] if "csrf_token" in form.errors else []
    return render_template(
        "residents/invitation.html",
        stand=stand,
        form=form,
        errors=stale or errors_of(form),
        **frame(stand.place),
    )
