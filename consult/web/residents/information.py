"""Pages to read: the list of consultations, a consultation's overview, and the small print."""

import re

from flask import Blueprint, current_app, render_template, request

from consult.extensions import db
from consult.services.consultations.catalogue import Phase
from consult.services.counting.shown import count_replies
from consult.services.records.retention import DRAFT_DAYS
from consult.web.public_place import catalogue, now
from consult.web.residents.visits.arrival import via
from consult.web.residents.visits.cookies import visit_cookie
from consult.web.residents.visits.stands import find_stands

information = Blueprint("information", __name__)

PLACE = re.compile(r"/consultations/([\w-]+)(?:/[\w-]+)*(?:\?via=[\w-]+|\?from=check)?")
HEADINGS = {
    Phase.OPEN: "Open now",
    Phase.PAUSED: "Paused",
    Phase.COMING: "Opening soon",
    Phase.CLOSED: "Closed",
}


@information.get("/")
def hub() -> str:
    """All consultations by phase."""
    listings = catalogue().listings(db.session)
    by_phase = {
        heading: [listing for listing in listings if listing.phase(now()) is phase]
        for phase, heading in HEADINGS.items()
    }
    synthetic = bool(listings) and all(listing.synthetic for listing in listings)
    stands = find_stands(listings)
    return render_template("residents/hub.html", groups=by_phase, stands=stands, synthetic=synthetic)


@information.get("/consultations/<consultation>")
def overview(consultation: str) -> str:
    """Why, what, who decides and when."""
    listing = catalogue().listing(db.session, consultation)
    return render_template(
        "residents/overview.html",
        listing=listing,
        proposal=listing.proposal,
        phase=listing.phase(now()).value,
        synthetic=listing.synthetic,
        via=via(listing),
        stands={stand.place.survey.id: stand for stand in find_stands([listing])},
        late=listing.paused_at is None and listing.closes_at <= now() < listing.last_sending,
        replies=count_replies(db.session, [survey.id for survey in listing.surveys]),
    )


@information.get("/privacy")
def privacy() -> str:
    """What is kept, how long, and whom to ask."""
    return small_print("residents/privacy.html", draft_days=DRAFT_DAYS.days)


@information.get("/cookies")
def cookies() -> str:
    """The cookies by their real names, and what else stays in a browser."""
    listings = catalogue().listings(db.session)
    visits = [
        (visit_cookie(survey.id), listing.proposal.title)
        for listing in listings
        for survey in listing.surveys
    ]
    return small_print(
        "residents/cookies.html",
        visits=visits,
        session_cookie=current_app.config["SESSION_COOKIE_NAME"],
        draft_days=DRAFT_DAYS.days,
    )


@information.get("/accessibility")
def accessibility() -> str:
    """What works for whom, and whom to tell of what does not."""
    return small_print("residents/accessibility.html")


def small_print(template: str, **more: object) -> str:
    """A page about the consultation that a visitor comes from, or about all, with the way back."""
    left = PLACE.fullmatch(request.args.get("back", ""))
    way_back, slug = (left[0], left[1]) if left else ("/", "")
    listings = catalogue().listings(db.session)
    shown = [listing for listing in listings if listing.slug == slug] or listings
    synthetic = bool(shown) and all(listing.synthetic for listing in shown)
    return render_template(template, way_back=way_back, listings=shown, synthetic=synthetic, **more)
