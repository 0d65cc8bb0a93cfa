"""Starting: what to know before, a new visit, going on with the one there is, and starting again."""

from flask import Blueprint, current_app, redirect, render_template, request, session
from werkzeug.wrappers import Response

from consult.extensions import db
from consult.services.answering.drafts import delete_draft, open_draft
from consult.services.consultations.catalogue import Phase
from consult.services.consultations.publishing import OPEN_LINK
from consult.web.public_place import ADDRESS, Place, catalogue, find_place, now
from consult.web.residents.closing import show_not_open
from consult.web.residents.forms import PlainForm, VisitForm
from consult.web.residents.showing import frame
from consult.web.residents.steps import first_unseen, next_step
from consult.web.residents.visits.arrival import reached_by
from consult.web.residents.visits.cookies import remember
from consult.web.residents.visits.refusals import Refusal, refuse
from consult.web.residents.visits.stands import Stand, State, find_sitting, find_stand
from surveys.routing import route

starting = Blueprint("starting", __name__, url_prefix=ADDRESS)

CONFLICT = 409
Page = Response | str | tuple[str, int]


@starting.get("/start")
def start(consultation: str, survey: str) -> Page:
    """What to know before starting, or what this browser has of this survey already."""
    stand = find_stand(find_place(consultation, survey))
    if is_closed(stand):
        return show_not_open(stand)
    return show_start(stand)


@starting.post("/start")
def begin_here(consultation: str, survey: str) -> Page:
    """Begin a visit; one that is being written is never begun over."""
    stand = find_stand(find_place(consultation, survey))
    if stand.place.listing.phase(now()) is not Phase.OPEN:
        return show_not_open(stand)
    if refuses_cookies(stand):
        return refuse(stand.place, Refusal.COOKIES)
    if stand.state is State.WRITING or not PlainForm().validate():
        return show_start(stand, outdated=True), CONFLICT
    return begin(stand.place, reached_by(stand.place.listing).id)


@starting.get("/continue")
def go_on(consultation: str, survey: str) -> Page:
    """To where somebody stopped: the first question that was not seen, or the check."""
    sitting = find_sitting(consultation, survey)
    way = route(sitting.version.questionnaire, sitting.answers)
    unseen = first_unseen(way, sitting.answers)
    return redirect(
        sitting.place.question(unseen.name) if unseen else f"{sitting.place.address}/check-answers"
    )


@starting.get("/start-again")
def ask_again(consultation: str, survey: str) -> Page:
    """Ask before anything is deleted."""
    sitting = find_sitting(consultation, survey)
    return render_template(
        "residents/start_again.html", draft=sitting.draft, form=VisitForm(), **frame(sitting.place)
    )


@starting.post("/start-again")
def start_again(consultation: str, survey: str) -> Page:
    """Delete what was not sent and begin a new visit; a code is asked for again, as somebody else may hold it."""
    sitting = find_sitting(consultation, survey)
    place, draft = sitting.place, sitting.draft
    if place.listing.phase(now()) is not Phase.OPEN:
        return show_not_open(Stand(place, sitting.visit, draft))
    delete_draft(db.session, sitting.visit)
    if draft.invitation_hash is None:
        return begin(place, draft.arm_id)
    response = begin(place, place.listing.arms[OPEN_LINK].id)
    response.location = f"{place.address}/invitation"
    return response


def begin(place: Place, arm_id: int, invitation_hash: bytes | None = None) -> Response:
    """A new visit, remembered by a cookie, on its way to the first question."""
    visit = open_draft(db.session, place.survey.version_id, arm_id, invitation_hash)
    version = catalogue().version(db.session, place.survey.version_id)
    session.clear()  # from here on the visit is enough, and no start page of before can begin another
    return remember(redirect(next_step(place, route(version.questionnaire, {}), {})), place, visit)


def show_start(stand: Stand, *, outdated: bool = False) -> str:
    place = stand.place
    version = catalogue().version(db.session, place.survey.version_id)
    return render_template(
        "residents/start.html",
        stand=stand,
        form=PlainForm(),
        outdated=outdated,
        followed=request.args.get("from") == "link",
        needed=[question.label for question in version.questionnaire.questions if question.required],
        minutes=route(version.questionnaire, {}).minutes,
        arm=reached_by(place.listing),
        **frame(place),
    )


def is_closed(stand: Stand) -> bool:
    """Nothing can be started; what was begun in time can be sent a little longer."""
    listing = stand.place.listing
    begun = stand.state is State.WRITING and now() < listing.last_sending
    return listing.phase(now()) is not Phase.OPEN and not begun


def refuses_cookies(stand: Stand) -> bool:
    """The start page gave a cookie; a form that comes without any was sent by a browser that takes none."""
    return stand.visit is None and current_app.config["SESSION_COOKIE_NAME"] not in request.cookies
