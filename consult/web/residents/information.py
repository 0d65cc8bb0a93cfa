"""Pages to read: the list of consultations, a consultation's overview, and the small print."""

from flask import Blueprint, render_template

from consult.extensions import db
from consult.services.consultations.catalogue import Phase
from consult.services.counting.shown import count_replies
from consult.web.public_place import catalogue, now
from consult.web.residents.visiting import via

information = Blueprint("information", __name__)

HEADINGS = {
    Phase.OPEN: "Open now",
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
    return render_template("residents/hub.html", groups=by_phase, synthetic=synthetic)


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
        replies=count_replies(db.session, [survey.id for survey in listing.surveys]),
    )


@information.get("/privacy")
def privacy() -> str:
    return render_template("residents/privacy.html")


@information.get("/cookies")
def cookies() -> str:
    return render_template("residents/cookies.html")


@information.get("/accessibility")
def accessibility() -> str:
    return render_template("residents/accessibility.html")
