"""Which survey a public page is about, from its address."""

from dataclasses import dataclass
from datetime import UTC, datetime

from flask import current_app

from consult.extensions import db
from consult.services.consultations.catalogue import Catalogue, Listing, SurveyEntry

ADDRESS = "/consultations/<consultation>/<survey>"


@dataclass(frozen=True)
class Place:
    """Where in the site the visitor is: a survey of a consultation."""

    listing: Listing
    survey: SurveyEntry

    @property
    def address(self) -> str:
        return f"/consultations/{self.listing.slug}/{self.survey.slug}"

    def question(self, name: str) -> str:
        return f"{self.address}/questions/{name}"

    @property
    def frame(self) -> dict[str, object]:
        """What every public page about a survey shows around its content."""
        return {
            "place": self,
            "listing": self.listing,
            "proposal": self.listing.proposal,
            "synthetic": self.listing.synthetic,
        }


def catalogue() -> Catalogue:
    found: Catalogue = current_app.extensions["catalogue"]
    return found


def now() -> datetime:
    """The clock for showing pages; submissions are judged by the database's."""
    return datetime.now(UTC)


def find_place(consultation: str, survey: str, *, fresh: bool = False) -> Place:
    """Raises `NotFoundError` for an address that leads nowhere."""
    listing = catalogue().listing(db.session, consultation, fresh=fresh)
    return Place(listing, listing.survey(survey))
