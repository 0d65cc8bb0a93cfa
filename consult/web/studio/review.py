"""Looking at it together: comments, links to try it out, the checklist, and asking for it to be published."""

import re
from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, current_app, redirect, render_template, request
from werkzeug.wrappers import Response

from consult.clock import LONDON
from consult.errors import NotFoundError
from consult.extensions import db
from consult.models import ApprovalRequest
from consult.services.studio.checklist import make_checklist, missing_of
from consult.services.studio.comments import REVIEW, WRITING, add_comment, list_comments, resolve, set_stage
from consult.services.studio.previews import end_link, list_links, make_link
from consult.services.studio.publishing import (
    PublicationRefusedError,
    ask_correction,
    ask_publication,
    published_questions,
    waiting_for,
)
from consult.web.accounts.identity import current_person
from consult.web.meanwhile import seen_number
from consult.web.studio.forms import CommentForm, ReasonForm, SeenForm
from consult.web.studio.place import ADDRESS, SEEN, Desk, find_desk
from surveys.drafting.bundle import Placed, find_problems
from surveys.drafting.corrections import corrected
from surveys.drafting.lint import find_advice
from surveys.drafting.outline import names_in
from surveys.drafting.routes import find_ways

review = Blueprint("review", __name__, url_prefix=ADDRESS)
Page = Response | str | tuple[str, int]
UNPROCESSABLE = 422
CHANGED_UNSEEN = (
    "It is not the version that this page was opened with. Look at it as it is now, then ask again."
)
QUESTION = re.compile(r"question “([^”]+)”")


@review.get("/check")
def check(number: int) -> str:
    """What is missing, what is wrong, what could be better, and how long it takes."""
    return show_check(find_desk(number), ReasonForm())


@review.post("/ask")
def ask(number: int) -> Page:
    """Ask for it to be published, or for a published one to be corrected."""
    desk, form = find_desk(number), ReasonForm()
    asking: Callable[..., ApprovalRequest] = ask_correction if desk.published else ask_publication
    if form.validate():
        try:
            check_shown(desk)
            asked = asking(db.session, current_person(), number, form.reason.data or "")
            return redirect(f"{desk.address}/approvals/{asked.id}?asked=yes")
        except PublicationRefusedError as refused:
            db.session.rollback()
            form.reason.errors = [refused.message]
    return show_check(find_desk(number), form), UNPROCESSABLE


def check_shown(desk: Desk) -> None:
    """Nobody asks for what they have not seen; raises `PublicationRefusedError`."""
    if seen_number(request.form.get(SEEN)) != desk.draft.version.number:
        raise PublicationRefusedError(CHANGED_UNSEEN)


@review.route("/review", methods=["GET"])
def show(number: int) -> str:
    """Comments on everything, and the links to try it out."""
    return show_review(find_desk(number), CommentForm())


@review.post("/comments")
def comment(number: int) -> Page:
    """Say something of a question or of the whole."""
    desk, form = find_desk(number), CommentForm()
    question = request.args.get("question", "")
    if question and question not in names_in(desk.questionnaire):
        raise NotFoundError
    if form.validate():
        add_comment(db.session, current_person(), number, question, form.words.data or "")
        return redirect(
            f"{desk.address}/questions/{question}#comments" if question else f"{desk.address}/review"
        )
    return show_review(desk, form, here=question), UNPROCESSABLE


@review.post("/comments/<int:comment_id>")
def resolve_comment(number: int, comment_id: int) -> Response:
    """Say that a comment is dealt with, and how."""
    resolve(db.session, current_person(), number, comment_id, request.form.get("answer", "")[:2000])
    return redirect(f"/staff/studio/{number}/review#comment-{comment_id}")


@review.post("/stage")
def change_stage(number: int) -> Response:
    """Offer it to colleagues to look at, or take it back to write on."""
    wanted = request.form.get("stage", "")
    if wanted not in {WRITING, REVIEW}:
        raise NotFoundError
    set_stage(db.session, current_person(), number, wanted)
    return redirect(f"/staff/studio/{number}/review")


@review.post("/links")
def add_link(number: int) -> str:
    """A new link, shown this once."""
    desk = find_desk(number)
    token = make_link(db.session, current_person(), number)
    address = f"{current_app.extensions['settings'].site_url}/preview/{token}"
    return show_review(desk, CommentForm(formdata=None), address)


@review.post("/links/<int:link_id>")
def take_link_back(number: int, link_id: int) -> Response:
    end_link(db.session, current_person(), number, link_id)
    return redirect(f"/staff/studio/{number}/review#links")


def show_review(desk: Desk, form: CommentForm, address: str = "", here: str = "") -> str:
    """`here` is the question that a comment is about whose form is shown again."""
    number = desk.draft.manuscript.id
    titles = {question.name: question.label for question in desk.readable.questions}
    page = {
        "comments": list_comments(db.session, number),
        "links": list_links(db.session, number),
        "form": form,
        "here": here,
    }
    return render_template("studio/review.html", address=address, titles=titles, **page, **desk.frame)


def show_check(desk: Desk, form: ReasonForm) -> str:
    problems = find_problems(desk.draft.document)
    items = make_checklist(db.session, desk.draft, datetime.now(LONDON).date())
    before = published_questions(db.session, desk.draft.manuscript)
    page = {
        "items": items,
        "missing": missing_of(items),
        "problems": [(each, place_of(desk, each)) for each in problems],
        "advice": find_advice(desk.readable),
        "ways": find_ways(desk.readable) if not problems else None,
        "waiting": waiting_for(db.session, desk.draft.manuscript.id),
        "changes": corrected(before, desk.questionnaire) if before else [],
        "form": form,
        "seen": SeenForm(formdata=None, seen=str(desk.draft.version.number)),
    }
    return render_template("studio/check.html", **page, **desk.frame)


def place_of(desk: Desk, problem: Placed) -> str:
    """The page where a problem is put right."""
    question = QUESTION.search(problem.place)
    if question:
        return f"{desk.address}/questions/{question[1]}"
    return f"{desk.address}/{'about' if problem.part == 'proposal' else 'settings' if problem.part == 'whole' else ''}"
