"""The scorecard for staff and the commissioner: provisional until closing, and every look at it is recorded."""

from datetime import UTC, datetime

from flask import Blueprint, render_template

from consult.errors import NotFoundError
from consult.extensions import db
from consult.services.consultations.catalogue import Phase
from consult.services.evidence import note_view
from consult.services.facts.scorecard import make_scorecard
from consult.web.accounts.identity import current_person
from consult.web.staff_consultation import ADDRESS, find_staff_consultation

scorecard = Blueprint("scorecard", __name__, url_prefix=f"{ADDRESS}/scorecard")


@scorecard.get("")
def show(consultation: str) -> str:
    """For each test what is held, what is missing, and the public's view."""
    place = find_staff_consultation(consultation)
    if not place.listing.proposal.tests:
        raise NotFoundError
    now = datetime.now(UTC)
    blinded = place.listing.blinded(now)
    made = make_scorecard(db.session, place.listing, with_views=not blinded)
    for survey_id, number in made.seen:
        note_view(db.engine, current_person(), survey_id, number)
    return render_template(
        "facts/scorecard_page.html",
        scorecard=made,
        on_scorecard=True,
        closed=place.listing.phase(now) is Phase.CLOSED,
        blinded=blinded,
        **place.frame,
    )
