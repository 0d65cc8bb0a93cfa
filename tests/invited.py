"""Replies by the code of a letter."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from consult.models import Consultation
from consult.services.answering.drafts import open_draft, read_draft, save_answers
from consult.services.answering.invitations import find_invitation
from consult.services.answering.submissions import submit
from consult.services.consultations.catalogue import Catalogue
from tests.factories import RESIDENT, make_vault, take_time


def reply_by_code(
    session: Session, consultation: Consultation, code: str, before: Callable[[], object] = lambda: None
) -> None:
    """A reply that begins with a code; `before` happens after it was begun and before it is sent."""
    catalogue = Catalogue(fresh_seconds=0)
    listing = catalogue.listing(session, consultation.slug)
    found = find_invitation(session, consultation.id, code)
    assert found is not None
    visit = open_draft(session, listing.surveys[0].version_id, found.arm_id, found.code_hash)
    save_answers(session, visit, read_draft(session, visit), RESIDENT)
    take_time(session)
    before()
    submit(session, catalogue, make_vault(), listing, visit)
