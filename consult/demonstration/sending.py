"""Sending: each reply takes the way of a real one, from an empty draft to a receipt."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from consult.demonstration.replies import Reply
from consult.models import Person
from consult.services.answering.drafts import open_draft, read_draft, save_answers
from consult.services.answering.invitations import find_invitation
from consult.services.answering.submissions import SEND, response_row
from consult.services.answering.visits import Visit
from consult.services.consultations.catalogue import Catalogue, Listing, Version
from consult.services.entering.entries import Desk, Keyed, Slip, enter_reply
from consult.services.records.exclusions import day_of
from consult.services.vault import Vault

BUNDLE = "Bundle 1"


@dataclass(frozen=True, slots=True)
class Sender:
    """What is needed to send replies to a consultation with one survey."""

    session: Session
    catalogue: Catalogue
    vault: Vault
    listing: Listing
    person: Person

    @property
    def version(self) -> Version:
        return self.catalogue.version(self.session, self.listing.surveys[0].version_id)

    def type_in(self, reply: Reply, serial: str, moment: datetime) -> str:
        """Send a reply that came on paper at a moment, as staff do, and give its receipt; the caller commits."""
        desk = Desk(self.person, self.listing, self.version, self.vault)
        slip = Slip(reply.arm, BUNDLE, serial, day_of(moment))
        return enter_reply(self.session, desk, Keyed(Visit.begin(), slip, reply.answers))

    def send(self, reply: Reply, moment: datetime, code: str = "") -> str:
        """Send a reply of a moment, by an invitation code where there is one; its receipt. The caller commits.

        By the statement that stores real ones, which judges them by the clock of now.
        """
        visit = self._begin_invited(code) if code else self._begin(self.listing.arms[reply.arm].id)
        draft = read_draft(self.session, visit)
        save_answers(self.session, visit, draft, reply.answers)
        draft = read_draft(self.session, visit)
        row = response_row(self.vault, self.version, visit, draft)
        self.session.execute(SEND, row | {"received": moment, "lot": visit.lot})
        return visit.receipt

    def _begin_invited(self, code: str) -> Visit:
        invitation = find_invitation(self.session, self.listing.id, code)
        if invitation is None:
            raise LookupError("no unused invitation has this code")
        return self._begin(invitation.arm_id, invitation.code_hash)

    def _begin(self, arm_id: int, invitation_hash: bytes | None = None) -> Visit:
        return open_draft(self.session, self.listing.surveys[0].version_id, arm_id, invitation_hash)
