"""Why a page was not taken, each cause by its own name; what was typed is always shown again."""

from enum import Enum

from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from consult.errors import DraftExpiredError
from consult.http.typed import typed_text
from consult.services.records.retention import DRAFT_DAYS
from consult.web.public_place import Place, find_place
from consult.web.residents.visits.stands import AstrayError, Stand, State, find_stand

Page = Response | tuple[str, int]


class Refusal(Enum):
    """A cause and its status; templates/residents/refused.html says it in words."""

    COOKIES = ("cookies", 400)
    KEYLESS = ("keyless", 400)
    FOREIGN = ("foreign", 409)
    SENT = ("sent", 409)
    LOST = ("lost", 410)

    def __init__(self, cause: str, status: int) -> None:
        self.cause = cause
        self.status = status


OF_STATE = {
    State.NEW: Refusal.KEYLESS,
    State.WRITING: Refusal.FOREIGN,
    State.SENT: Refusal.SENT,
    State.LOST: Refusal.LOST,
}


def show_way(error: AstrayError) -> Page:
    """Lead a reader to where the visit is; tell a writer why the page was not taken."""
    stand = error.stand
    if request.method != "POST":
        return show_reader(stand)
    return refuse(stand.place, Refusal.FOREIGN if error.foreign else OF_STATE[stand.state])


def show_lost(error: DraftExpiredError) -> Page:
    """The draft went while the page was being saved: it was sent or deleted at the same moment."""
    del error
    place = find_place(**{name: (request.view_args or {})[name] for name in ("consultation", "survey")})
    return show_way(AstrayError(find_stand(place)))


def show_reader(stand: Stand) -> Page:
    if stand.state is State.SENT:
        return redirect(f"{stand.place.address}/confirmation")
    if stand.state is State.LOST:
        return refuse(stand.place, Refusal.LOST)
    return redirect(f"{stand.place.address}/start?from=link")


def refuse(place: Place, refusal: Refusal) -> tuple[str, int]:
    about = {"cause": refusal.cause, "typed": typed_text(), "days": DRAFT_DAYS.days}
    page = render_template("residents/refused.html", **about, **place.frame)
    return page, refusal.status
