"""Which consultation a staff page is about, from its address."""

from dataclasses import dataclass

from flask import current_app

from consult.extensions import db
from consult.services.consultations.catalogue import Listing

ADDRESS = "/staff/<consultation>"


@dataclass(frozen=True)
class StaffConsultation:
    """A consultation as staff pages that concern all its surveys see it."""

    listing: Listing

    @property
    def address(self) -> str:
        return f"/staff/{self.listing.slug}"

    @property
    def frame(self) -> dict[str, object]:
        """What every staff page about a consultation shows around its content."""
        return {"place": self, "proposal": self.listing.proposal, "synthetic": self.listing.synthetic}


def find_staff_consultation(slug: str) -> StaffConsultation:
    """As it stands, not as it was some seconds ago; raises `NotFoundError` for an address that leads nowhere."""
    return StaffConsultation(current_app.extensions["catalogue"].listing(db.session, slug, fresh=True))
