"""The pages of the board, their live parts, the pulse and the tables."""

from datetime import UTC, datetime

from flask import Blueprint, Response, make_response, render_template, request
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from analysis.drawing.standing import KEYS, draw_key
from analysis.vocabulary import STATE_LABELS
from consult.errors import NotFoundError
from consult.exports.comma import write_table
from consult.extensions import db
from consult.services.counting.boards import read_pulse
from consult.services.evidence import note_view
from consult.web.accounts.identity import current_person
from consult.web.board.look import Look, look_at
from consult.web.board.pages import PAGES, SUMMARY, pages_of
from consult.web.board.tables import find_table
from consult.web.staff_survey import ADDRESS, find_staff_survey

board = Blueprint("board", __name__, url_prefix=f"{ADDRESS}/board")
NAMED = f"<any({', '.join(name for name in PAGES if name)}):page>"
SECTION = "<any(questions, written):page>/<section>"


@board.get("", defaults={"page": SUMMARY, "section": ""})
@board.get(f"/{NAMED}", defaults={"section": ""})
@board.get(f"/{SECTION}")
def show(consultation: str, survey: str, page: str, section: str) -> str:
    """A whole page; that it was seen, and which snapshot, is recorded."""
    return render_template("board/show.html", **seen(consultation, survey, page, section))


@board.get("/live", defaults={"page": SUMMARY, "section": ""})
@board.get(f"/live/{NAMED}", defaults={"section": ""})
@board.get(f"/live/{SECTION}")
def live(consultation: str, survey: str, page: str, section: str) -> str:
    """The part of a page that changes, for its script."""
    return render_template("board/live.html", **seen(consultation, survey, page, section))


@board.get("/pulse")
def pulse(consultation: str, survey: str) -> AnyResponse:
    """The number of replies and of the snapshot; an unchanged one costs nothing to send."""
    place = find_staff_survey(consultation, survey, fresh=False)
    now = read_pulse(db.session, place.entry.id)
    response = make_response({"replies": now.replies, "number": now.number})
    response.set_etag(f"{now.number}-{now.replies}")
    response.headers["Cache-Control"] = "no-cache, private"
    return response.make_conditional(request)


@board.get("/table/<name>.csv")
def table(consultation: str, survey: str, name: str) -> Response:
    """A chart's figures as they are shown, as CSV."""
    found = find_table(look_at(db.session, find_staff_survey(consultation, survey)), name)
    if found is None:
        raise NotFoundError
    headers = {"Content-Disposition": f'attachment; filename="{survey}-{name}.csv"'}
    return Response(write_table(found.headers, found.rows), mimetype="text/csv", headers=headers)


def seen(consultation: str, survey: str, page: str, section: str) -> dict[str, object]:
    """What a page is made of, once it is on record who looks at it."""
    look = look_at(db.session, find_staff_survey(consultation, survey), section)
    pages = pages_of(look.place)
    if page not in pages:
        raise NotFoundError
    made = pages[page].make(look)
    if look.snapshot is not None:
        note_view(db.engine, current_person(), look.place.entry.id, look.snapshot.number)
    return frame(look, page) | made


def frame(look: Look, page: str) -> dict[str, object]:
    """What surrounds every page of the board."""
    address = f"{look.place.address}/board"
    here = "/".join(part for part in (page, look.section) if part)
    return {
        "look": look,
        "page": page,
        "pages": pages_of(look.place),
        "address": address,
        "live_address": "/".join(part for part in (f"{address}/live", here) if part) + look.query,
        "states": STATE_LABELS,
        "keys": [(name, Markup(draw_key(name))) for name, _ in KEYS],  # noqa: S704 - drawn by analysis.drawing
        "now": datetime.now(UTC),
        "labels": look.place.question_labels,
        **look.place.frame,
    }
