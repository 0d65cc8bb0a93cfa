"""Saves of one visit that overlap keep every answer that was acknowledged, also beside its sending."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from consult.errors import DraftExpiredError
from consult.models import Draft, Response
from consult.services.answering import submissions
from consult.services.answering.drafts import (
    delete_draft,
    open_draft,
    read_draft,
    save_answers,
    use_invitation,
)
from consult.services.answering.invitations import find_invitation
from consult.services.answering.submissions import EmptyError, submit
from consult.services.answering.visits import Visit
from consult.services.consultations.catalogue import Catalogue, Listing
from consult.services.reaching.batches import make_batch
from tests.factories import RESIDENT, SLUG, make_consultation, make_vault
from tests.invited import NEW

SAVES = 12


@pytest.fixture
def listing(session: Session) -> Listing:
    make_consultation(session)
    return Catalogue(fresh_seconds=0).listing(session, SLUG)


@pytest.fixture
def visit(session: Session, listing: Listing) -> Visit:
    visit = open_draft(session, listing.surveys[0].version_id, listing.arms["open_link"].id)
    session.commit()
    return visit


def test_two_saves_that_overlap_keep_both_answers(session: Session, web_engine: Engine, visit: Visit) -> None:
    read = read_draft(session, visit)
    with Session(web_engine) as other:
        save_answers(other, visit, read, {"why": "Because."})
        other.commit()
    save_answers(session, visit, read, {"support": "tend_support"})
    session.commit()
    assert read_draft(session, visit).answers == {"why": "Because.", "support": "tend_support"}


def test_many_saves_at_one_moment_keep_all_answers(
    session: Session, web_engine: Engine, visit: Visit
) -> None:
    def save(number: int) -> None:
        with Session(web_engine) as own:
            save_answers(own, visit, read_draft(own, visit), {f"question{number}": number})
            own.commit()

    with ThreadPoolExecutor(SAVES) as pool:
        list(pool.map(save, range(SAVES)))
    assert len(read_draft(session, visit).answers) == SAVES


def test_a_save_after_the_draft_went_is_not_acknowledged(session: Session, visit: Visit) -> None:
    read = read_draft(session, visit)
    delete_draft(session, visit)
    with pytest.raises(DraftExpiredError):
        save_answers(session, visit, read, {"why": "Because."})


def test_an_answer_that_is_saved_while_the_reply_is_being_sent_is_sent_with_it(
    session: Session, web_engine: Engine, listing: Listing, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_answers(session, visit, read_draft(session, visit), RESIDENT)
    session.commit()
    check = submissions.check_complete
    waiting = [{"use": "trial"}]

    def check_slowly(*read: Any) -> None:
        check(*read)
        with Session(web_engine) as other:
            while waiting:
                save_answers(other, visit, read_draft(other, visit), waiting.pop())
            other.commit()

    monkeypatch.setattr(submissions, "check_complete", check_slowly)
    submit(session, Catalogue(), make_vault(), listing, visit)
    session.commit()
    assert session.scalars(select(Response)).one().answers["use"] == "trial"
    assert session.scalar(select(func.count()).select_from(Draft)) == 0


def test_a_code_is_not_used_up_by_a_reply_that_was_not_stored(session: Session, listing: Listing) -> None:
    code = make_batch(session, None, listing.id, NEW)[1][0]
    found = find_invitation(session, listing.id, code)
    assert found is not None
    visit = open_draft(session, listing.surveys[0].version_id, found.arm_id, found.code_hash)
    read = read_draft(session, visit)
    save_answers(session, visit, read, RESIDENT)
    stale = {"draft": visit.draft_id, "sealed": read.sealed}
    version = Catalogue().version(session, read.version_id)
    row = submissions.response_row(make_vault(), version, visit, read) | stale
    assert session.scalar(submissions.SEND, row) is None
    assert find_invitation(session, listing.id, code) is not None


def test_a_code_that_is_given_while_another_page_is_saved_keeps_both(
    session: Session, listing: Listing
) -> None:
    code = make_batch(session, None, listing.id, NEW)[1][0]
    found = find_invitation(session, listing.id, code)
    assert found is not None
    visit = open_draft(session, listing.surveys[0].version_id, listing.arms["open_link"].id)
    read = read_draft(session, visit)
    save_answers(session, visit, read, {"support": "neither"})
    use_invitation(session, visit, read, found.arm_id, found.code_hash)
    known = read_draft(session, visit)
    assert (known.answers, known.arm_id) == ({"support": "neither"}, found.arm_id)
    assert known.invitation_hash == found.code_hash


def test_a_reply_that_says_nothing_on_the_matter_gets_no_reference(
    session: Session, listing: Listing, visit: Visit
) -> None:
    said = {"replying_as": "lives", "place": None, "age": "35-44"}
    save_answers(session, visit, read_draft(session, visit), said)
    with pytest.raises(EmptyError) as nothing:
        submit(session, Catalogue(), make_vault(), listing, visit)
    assert nothing.value.question == "place"
    assert session.scalars(select(Response)).all() == []
