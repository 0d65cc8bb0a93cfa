"""Leaving: coming back later on this device, or clearing it for whoever uses it next."""

from dataclasses import replace

from flask import Blueprint, redirect, render_template
from werkzeug.wrappers import Response

from consult.extensions import db
from consult.services.answering.drafts import delete_draft
from consult.services.records.retention import DRAFT_DAYS
from consult.web.public_place import ADDRESS, find_place
from consult.web.residents.closing import show_if_too_late
from consult.web.residents.forms import VisitForm
from consult.web.residents.showing import frame, say_deadline
from consult.web.residents.visits.cookies import forget, remember
from consult.web.residents.visits.stands import State, expect_own_form, find_sitting, find_stand, find_stands

leaving = Blueprint("leaving", __name__, url_prefix=ADDRESS)
Page = Response | str | tuple[str, int]


@leaving.get("/later")
def plan_return(consultation: str, survey: str) -> Page:
    """How to come back, and the choice to keep the answers on this device."""
    sitting = find_sitting(consultation, survey)
    late = show_if_too_late(sitting)
    if late is not None:
        return late
    deadline = say_deadline(sitting.place.listing)
    page = {"sitting": sitting, "form": VisitForm(), "days": DRAFT_DAYS.days, "deadline": deadline}
    saved_at = sitting.draft.saved_at or sitting.draft.opened_at
    return render_template(
        "residents/later.html", **page, until=saved_at + DRAFT_DAYS, **frame(sitting.place)
    )


@leaving.post("/later")
def keep(consultation: str, survey: str) -> Page:
    """Keep the answers on this device when the browser is closed."""
    sitting = find_sitting(consultation, survey)
    kept = replace(sitting.visit, kept=True)
    return remember(redirect(f"{sitting.place.address}/later"), sitting.place, kept)


@leaving.get("/clear")
def ask_to_clear(consultation: str, survey: str) -> Page:
    """What clearing does, before it is done."""
    stand = find_stand(find_place(consultation, survey))
    if stand.state in {State.NEW, State.LOST}:
        return forget(redirect(f"{stand.place.address}/cleared"), stand.place)
    return render_template("residents/clear.html", stand=stand, form=VisitForm(), **frame(stand.place))


@leaving.post("/clear")
def clear(consultation: str, survey: str) -> Page:
    """Delete what was not sent, and take the visit from this browser; what was sent stays sent."""
    stand = find_stand(find_place(consultation, survey))
    expect_own_form(stand)
    if stand.visit is not None and stand.state is State.WRITING:
        delete_draft(db.session, stand.visit)
    return forget(redirect(f"{stand.place.address}/cleared"), stand.place)


@leaving.get("/cleared")
def say_cleared(consultation: str, survey: str) -> Page:
    """That nothing is left here, where that is so."""
    stand = find_stand(find_place(consultation, survey))
    if stand.state in {State.WRITING, State.SENT}:
        return redirect(f"{stand.place.address}/start")
    others = [each.place for each in find_stands() if each.state in {State.WRITING, State.SENT}]
    return render_template("residents/cleared.html", others=others, **frame(stand.place))
