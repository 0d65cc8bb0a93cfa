"""How a visit stands: the secret opens its own reply and nobody else's, with everything that was sent."""

import pytest
from sqlalchemy.orm import Session

from consult.models import Consultation
from consult.services.answering.drafts import Draft, delete_draft, open_draft
from consult.services.answering.standing import Sent, look_up, read_copy
from consult.services.answering.visits import Visit
from consult.services.consultations.catalogue import Catalogue
from tests.factories import SLUG, make_consultation, make_vault, reply


@pytest.fixture
def consultation(session: Session) -> Consultation:
    return make_consultation(session)


def begun(session: Session) -> Visit:
    listing = Catalogue(fresh_seconds=0).listing(session, SLUG)
    return open_draft(session, listing.surveys[0].version_id, listing.arms["open_link"].id)


def test_what_is_being_written_is_a_draft_until_it_is_deleted(
    session: Session, consultation: Consultation
) -> None:
    visit = begun(session)
    assert isinstance(look_up(session, visit), Draft)
    delete_draft(session, visit)
    assert look_up(session, visit) is None


def test_a_secret_of_nobody_finds_nothing(session: Session, consultation: Consultation) -> None:
    reply(session, consultation)
    assert look_up(session, Visit.begin()) is None


def test_what_was_sent_is_sent_and_no_draft_is_left(session: Session, consultation: Consultation) -> None:
    visit = reply(session, consultation)
    found = look_up(session, visit)
    assert isinstance(found, Sent)
    assert (found.state, found.eligible) == ("counted", True)


def test_a_copy_holds_all_that_its_sender_sent_and_nothing_of_the_next(
    session: Session, consultation: Consultation
) -> None:
    sent = {"why": "It’s fast.", "ethnicity": "white", "support": "strongly_oppose"}
    visit = reply(session, consultation, **sent)
    reply(session, consultation, why="It’s slow.", support="strongly_support")
    found = look_up(session, visit)
    assert isinstance(found, Sent)
    version = Catalogue(fresh_seconds=0).version(session, found.version_id)
    copy = read_copy(session, make_vault(), version, found)
    assert (copy["why"], copy["support"]) == ("It’s fast.", "strongly_oppose")
    assert "It’s slow." not in str(copy)


def test_deleting_a_draft_leaves_what_was_sent(session: Session, consultation: Consultation) -> None:
    visit = reply(session, consultation)
    delete_draft(session, visit)
    assert isinstance(look_up(session, visit), Sent)
