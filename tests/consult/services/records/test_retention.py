"""Traces that would tell which code let in which reply do not last."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from consult.services.answering.drafts import open_draft, read_draft, save_answers
from consult.services.answering.invitations import find_invitation, hash_code, make_invitations
from consult.services.answering.submissions import submit
from consult.services.consultations.catalogue import Catalogue
from consult.services.records.retention import settle_invitations
from tests.factories import RESIDENT, make_consultation, make_vault

LINKED = text("""
    SELECT count(*) FROM invitation JOIN response ON CAST(response.xmin AS text) = CAST(invitation.xmin AS text)
    WHERE invitation.used_at IS NOT NULL
""")


def reply_by_codes(session: Session, count: int) -> None:
    consultation = make_consultation(session)
    arm = next(arm for arm in consultation.arms if arm.kind == "random_invitation")
    codes = make_invitations(session, arm.id, count)
    session.commit()
    catalogue = Catalogue(fresh_seconds=0)
    listing = catalogue.listing(session, consultation.slug)
    for code in codes:
        assert find_invitation(session, consultation.id, code)
        visit = open_draft(session, listing.surveys[0].version_id, arm.id, hash_code(code))
        save_answers(session, visit, read_draft(session, visit), RESIDENT)
        submit(session, catalogue, make_vault(), listing, visit)
        session.commit()


def test_used_codes_are_settled_together(session: Session, worker_session: Session) -> None:
    reply_by_codes(session, 12)
    assert session.scalar(LINKED) == 12, "the link is there at first"
    assert settle_invitations(worker_session) == 12
    worker_session.commit()
    session.rollback()
    assert session.scalar(LINKED) == 0


def test_a_few_codes_wait_for_others(session: Session, worker_session: Session) -> None:
    reply_by_codes(session, 3)
    assert settle_invitations(worker_session) == 0
