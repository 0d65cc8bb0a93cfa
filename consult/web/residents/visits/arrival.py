"""How a visitor came: by the open link, or by that of a partner."""

from flask import request

from consult.services.consultations.catalogue import ArmEntry, Listing
from consult.services.consultations.publishing import OPEN_LINK, PARTNER_LINK


def reached_by(listing: Listing) -> ArmEntry:
    """The partner whose link was followed, by the code in the address; any other code is the open link."""
    arm = listing.arms.get(request.args.get("via", "").strip().lower())
    return arm if arm is not None and arm.kind == PARTNER_LINK else listing.arms[OPEN_LINK]


def via(listing: Listing) -> str:
    """What carries a partner's link on to the next page."""
    arm = reached_by(listing)
    return f"?via={arm.code}" if arm.kind == PARTNER_LINK else ""
