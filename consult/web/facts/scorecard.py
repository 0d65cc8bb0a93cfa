"""The scorecard for staff and the commissioner: provisional until closing, and every look at it is recorded."""

from datetime import UTC, datetime

from flask import Blueprint, render_template

from consult.errors import NotFoundError
from consult.extensions import db
from consult.services.consultations.catalogue import Listing, Phase
from consult.services.counting.shown import read_snapshot
from consult.services.evidence import note_view
from consult.services.facts.comparing import Triangulation, compare_surveys
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
    comparisons = compare(place.listing, blinded=blinded)
    return render_template(
        "facts/scorecard_page.html",
        scorecard=made,
        comparison=comparisons[0] if comparisons else None,
        closed=place.listing.phase(now) is Phase.CLOSED,
        blinded=blinded,
        **place.frame,
    )


def compare(listing: Listing, *, blinded: bool) -> list[Triangulation]:
    """Surveys of others beside the answers to the first survey; beside nothing while nobody may see them."""
    return [
        compare_surveys(db.session, listing, None if blinded else read_snapshot(db.session, entry.id))
        for entry in listing.surveys[:1]
    ]
