"""After closing: what was not sent can be copied, and nobody is let go on in vain."""

from flask import render_template
from werkzeug.wrappers import Response

from consult.web.public_place import now
from consult.web.residents.showing import frame
from consult.web.residents.visits.stands import Sitting, Stand
from surveys.routing import route

CONFLICT = 409
Page = Response | tuple[str, int]


def show_if_too_late(sitting: Sitting) -> Page | None:
    """The answers to copy, when they can no longer be sent."""
    return show_too_late(sitting) if now() >= sitting.place.listing.last_sending else None


def show_too_late(sitting: Sitting) -> tuple[str, int]:
    """Closed while the form was open: nothing was sent, and the answers can be copied."""
    way = route(sitting.version.questionnaire, sitting.answers)
    page = {"questions": way.questions, "answers": sitting.answers}
    return render_template("residents/too_late.html", **page, **frame(sitting.place)), CONFLICT


def show_not_open(stand: Stand, *, sent: bool = False) -> tuple[str, int]:
    """Not yet, not at the moment, or not any more; `sent` answers are kept while it is paused."""
    page = {"phase": stand.place.listing.phase(now()).value, "stand": stand, "sent": sent}
    return render_template("residents/not_open.html", **page, **frame(stand.place)), CONFLICT
