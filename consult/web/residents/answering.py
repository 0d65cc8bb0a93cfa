"""Answering: before you start, one question a page, check, send, receipt."""

from math import ceil

from flask import Blueprint, make_response, redirect, render_template, request, session
from werkzeug.wrappers import Response

from consult.errors import NotFoundError
from consult.extensions import db
from consult.services.answering.drafts import open_draft, save_answers
from consult.services.answering.invitations import find_invitation
from consult.services.answering.submissions import ClosedError, IncompleteError, PausedError, is_sent, submit
from consult.services.answering.visits import Visit
from consult.services.consultations.catalogue import Phase
from consult.web.filling import typed_data
from consult.web.public_place import Place, catalogue, find_place, now
from consult.web.residents.forms import InvitationForm, PlainForm, VisitForm, form_class
from consult.web.residents.steps import STALE, errors_of, first_unseen, frame, next_step, show
from consult.web.residents.tokens import FIELD, expect_token, is_token
from consult.web.residents.visiting import (
    AlreadySentError,
    Sitting,
    current_visit,
    find_sitting,
    reached_by,
    remember_visit,
    vault,
)
from surveys.routing import Route, route

answering = Blueprint("answering", __name__, url_prefix="/consultations/<consultation>/<survey>")

UNPROCESSABLE = 422
Page = Response | str | tuple[str, int]


@answering.errorhandler(AlreadySentError)
def show_confirmation(error: AlreadySentError) -> Response:
    return redirect(f"{error.place.address}/confirmation")


@answering.route("/start", methods=["GET", "POST"])
def start(consultation: str, survey: str) -> Page:
    """What to know before starting; the button begins a visit."""
    place = find_place(consultation, survey)
    if place.listing.phase(now()) is not Phase.OPEN:
        return not_open(place)
    form, arm = PlainForm(), reached_by(place.listing)
    if form.validate_on_submit():
        return begin(place, arm.id)
    version = catalogue().version(db.session, place.survey.version_id)
    minutes = ceil(route(version.questionnaire, {}).seconds / 60)
    page = {"form": form, "errors": errors_of(form), "minutes": minutes, "arm": arm}
    return render_template("residents/start.html", **page, **frame(place))


@answering.route("/invitation", methods=["GET", "POST"])
def invitation(consultation: str, survey: str) -> Page:
    """The same beginning with a code from a letter."""
    place = find_place(consultation, survey)
    if place.listing.phase(now()) is not Phase.OPEN:
        return not_open(place)
    form = InvitationForm()
    found = (
        find_invitation(db.session, place.listing.id, form.code.data or "")
        if form.validate_on_submit()
        else None
    )
    if found is not None:
        return begin(place, found.arm_id, found.code_hash)
    if form.is_submitted() and not form.errors:
        form.code.errors = [
            "We do not recognise this code, or it was used already. Check it, or start without a code"
        ]
    return render_template(
        "residents/invitation.html", form=form, **frame(place)
    ), 400 if form.errors else 200


@answering.get("/questions/<name>")
def ask(consultation: str, survey: str, name: str) -> Page:
    """A question with the answer given before, if any; only questions on the way can be seen."""
    sitting = find_sitting(consultation, survey)
    way = route(sitting.version.questionnaire, sitting.answers)
    if name not in way.names:
        return redirect(next_step(sitting.place, way, sitting.answers))
    question = sitting.version.questionnaire.questions_by_name[name]
    answer = sitting.answers.get(name)
    return show(sitting, way, question, {} if answer is None else question.form_data(answer), [])


@answering.post("/questions/<name>")
def answer(consultation: str, survey: str, name: str) -> Page:
    """Keep an answer and go on; what is wrong is said beside what was typed."""
    sitting = find_sitting(consultation, survey)
    question = sitting.version.questionnaire.questions_by_name.get(name)
    if question is None:
        raise NotFoundError
    form = form_class(sitting.version.id, question)()
    if not form.validate():
        way = route(sitting.version.questionnaire, sitting.answers)
        return show(sitting, way, question, typed_data(form), errors_of(form)), UNPROCESSABLE
    answers = sitting.answers | {name: question.answer(form.data)}
    save_answers(db.session, sitting.visit, sitting.draft, answers)
    return redirect(
        next_step(sitting.place, route(sitting.version.questionnaire, answers), answers, after=name)
    )


@answering.route("/check-answers", methods=["GET", "POST"])
def check(consultation: str, survey: str) -> Page:
    """All answers with links to change them; the button sends them."""
    place = find_place(consultation, survey)
    visit = current_visit(place)
    if request.method == "POST" and visit is not None and is_from(visit):
        return send(place, visit)
    sitting = find_sitting(consultation, survey)
    way = route(sitting.version.questionnaire, sitting.answers)
    unseen = first_unseen(way, sitting.answers)
    if unseen is not None:
        return redirect(sitting.place.question(unseen.name))
    return show_check(sitting, way, stale=request.method == "POST")


@answering.get("/confirmation")
def confirmation(consultation: str, survey: str) -> Page:
    """The receipt, as often as it is asked for by the browser that sent the response."""
    place = find_place(consultation, survey)
    visit = current_visit(place)
    if visit is None or not is_sent(db.session, visit):
        return redirect(f"{place.address}/start")
    return render_template("residents/confirmation.html", receipt=visit.receipt, **frame(place))


def begin(place: Place, arm_id: int, invitation_hash: bytes | None = None) -> Response:
    """A new visit, remembered by a cookie, on its way to the first question."""
    visit = open_draft(db.session, place.survey.version_id, arm_id, invitation_hash)
    version = catalogue().version(db.session, place.survey.version_id)
    session.clear()  # it served the start page's form; from here on the visit is enough
    response = make_response(redirect(next_step(place, route(version.questionnaire, {}), {})))
    return remember_visit(response, place, visit)


def is_from(visit: Visit) -> bool:
    """Whether the form that was sent carries the visit's token."""
    expect_token(visit.form_token)
    return is_token(request.form.get(FIELD))


def send(place: Place, visit: Visit) -> Page:
    try:
        submit(db.session, catalogue(), vault(), place.listing, visit)
    except PausedError:
        return not_open(place, sent=True)
    except ClosedError:
        return too_late(place)
    except IncompleteError as incomplete:
        return redirect(place.question(incomplete.question))
    return redirect(f"{place.address}/confirmation")


def show_check(sitting: Sitting, way: Route, *, stale: bool) -> Page:
    shown = [
        (
            section,
            [question for question in section.questions if question.name in way.names and question.asks],
        )
        for section in sitting.version.questionnaire.sections
    ]
    page = render_template(
        "residents/check.html",
        sections=[(section, questions) for section, questions in shown if questions],
        answers=sitting.answers,
        form=VisitForm(),
        errors=[("main-content", STALE)] if stale else [],
        **frame(sitting.place),
    )
    return (page, 400) if stale else page


def not_open(place: Place, *, sent: bool = False) -> Page:
    """Not yet, at the moment or any more; `sent` answers are kept while it is paused."""
    listing = catalogue().listing(db.session, place.listing.slug, fresh=sent)
    page = {**frame(Place(listing, place.survey)), "phase": listing.phase(now()).value, "sent": sent}
    return render_template("residents/not_open.html", **page), 409


def too_late(place: Place) -> Page:
    """Closed while the form was open: nothing was sent, and the answers can be copied."""
    sitting = find_sitting(place.listing.slug, place.survey.slug)
    way = route(sitting.version.questionnaire, sitting.answers)
    return render_template(
        "residents/too_late.html", questions=way.questions, answers=sitting.answers, **frame(place)
    ), 409
