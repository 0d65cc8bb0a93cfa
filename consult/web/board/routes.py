"""The page, its live part, its pulse and its tables."""

from datetime import UTC, datetime

from flask import Blueprint, Response, make_response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from analysis.vocabulary import STATE_LABELS
from consult.errors import NotFoundError
from consult.exports.comma import write_table
from consult.extensions import db
from consult.services.counting.boards import read_pulse
from consult.services.evidence import note_view
from consult.services.facts.comparing import compare_surveys
from consult.web.accounts.identity import current_person
from consult.web.board.views import BoardView, view_board
from consult.web.staff_survey import ADDRESS, StaffSurvey, find_staff_survey

board = Blueprint("board", __name__, url_prefix=f"{ADDRESS}/board")


@board.get("")
def show(consultation: str, survey: str) -> str:
    """The whole page; that it was seen, and which snapshot, is recorded."""
    place = find_staff_survey(consultation, survey)
    view = view_board(db.session, place)
    if view.snapshot is not None:
        note_view(db.engine, current_person(), place.entry.id, view.snapshot.number)
    return render_template("board/show.html", **content(place, view))


@board.get("/live")
def live(consultation: str, survey: str) -> str:
    """The part that changes, for the page's script."""
    place = find_staff_survey(consultation, survey)
    view = view_board(db.session, place)
    if view.snapshot is not None:
        note_view(db.engine, current_person(), place.entry.id, view.snapshot.number)
    return render_template("board/live.html", **content(place, view))


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
    place = find_staff_survey(consultation, survey)
    view = view_board(db.session, place)
    chart = next((chart for chart in view.all_charts if chart.name == name), None)
    if chart is None:
        raise NotFoundError
    headers = {"Content-Disposition": f'attachment; filename="{survey}-{name}.csv"'}
    return Response(write_table(chart.table.headers, chart.table.rows), mimetype="text/csv", headers=headers)


def content(place: StaffSurvey, view: BoardView) -> dict[str, object]:
    others = compare_surveys(db.session, place.listing, None if place.blinded else view.snapshot)
    shown = {"view": view, "states": STATE_LABELS, "comparison": others, "now": datetime.now(UTC)}
    return shown | {"query": request.query_string.decode(), "labels": place.question_labels, **place.frame}
