"""The list of what was decided, where a decision can be changed."""

from flask import Blueprint, render_template, request

from consult.extensions import db
from consult.services.statements.decided import DecidedSearch, read_decided
from consult.services.statements.moderation import DECISIONS
from consult.web.staff_survey import ADDRESS, current_vault, find_staff_survey

decided = Blueprint("decided", __name__, url_prefix=ADDRESS)
LONGEST = 100
LONGEST_NUMBER = 18


@decided.get("/moderation/decided")
def list_decided(consultation: str, survey: str) -> str:
    """What was published and held back, by whom and why; words find what was published."""
    place = find_staff_survey(consultation, survey)
    before = request.args.get("before", "")
    known = before.isascii() and before.isdecimal() and len(before) < LONGEST_NUMBER
    search = DecidedSearch(
        request.args.get("words", "").strip()[:LONGEST],
        request.args.get("decision", ""),
        int(before) if known else None,
    )
    page = read_decided(db.session, current_vault(), place.version_ids, search)
    shown = {"page": page, "search": search, "decisions": DECISIONS, "labels": place.question_labels}
    return render_template("moderation/decided.html", **shown, **place.frame)
