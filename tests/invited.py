"""Codes of letters, and replies by them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from consult.models import Consultation
from consult.services.answering.drafts import open_draft, read_draft, save_answers
from consult.services.answering.invitations import find_invitation
from consult.services.answering.submissions import submit
from consult.services.consultations.catalogue import Catalogue
from consult.services.reaching.batches import NewBatch, make_batch
from tests.factories import RESIDENT, make_vault, take_time

NEW = NewBatch(
    arm="random_invitation",
    name="Wave 1",
    size=10,
    post_on=datetime.now(UTC).date(),
    frame="A list of addresses",
    selection="Next birthday",
)


def make_codes(session: Session, consultation: Consultation, size: int = 10) -> list[str]:
    """The codes of a batch of a random sample, committed."""
    codes = make_batch(session, None, consultation.id, replace(NEW, size=size))[1]
    session.commit()
    return codes


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
