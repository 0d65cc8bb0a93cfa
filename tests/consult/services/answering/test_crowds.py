"""Many replies from one network: nobody is turned away, a reply among very many is marked, and no network is kept."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from consult.models import Consultation, Draft, Response, VisitCount
from consult.services.answering.crowds import count_visit
from consult.services.answering.drafts import open_draft, read_draft, save_answers
from consult.services.answering.submissions import submit
from consult.services.consultations.catalogue import Catalogue
from consult.services.records import retention
from consult.services.records.retention import delete_expired, delete_fleeting
from tests.factories import RESIDENT, SLUG, make_consultation, make_vault, take_time

KEY, HOME = bytes(32), "192.0.2.7"


@pytest.fixture
def consultation(session: Session) -> Consultation:
    return make_consultation(session)


def send(session: Session, crowd: int) -> int | None:
    """What stands beside a reply that was begun in such a crowd."""
    listing = Catalogue(fresh_seconds=0).listing(session, SLUG)
    arm = listing.arms["open_link"].id
    visit = open_draft(session, listing.surveys[0].version_id, arm, crowd=crowd)
    save_answers(session, visit, read_draft(session, visit), RESIDENT)
    take_time(session)
    submit(session, Catalogue(), make_vault(), listing, visit)
    return session.scalars(select(Response.crowd).where(Response.key_hash == visit.key_hash)).one()


def test_crowds_are_told_in_tens_and_up_to_a_hundred(session: Session) -> None:
    told = [count_visit(session, KEY, HOME) for _ in range(125)]
    assert told == [min(before // 10 * 10, 100) for before in range(125)]
    assert count_visit(session, KEY, "192.0.2.8") == 0


def test_a_household_leaves_no_mark_and_a_crowd_does(session: Session, consultation: Consultation) -> None:
    assert send(session, 0) is None
    assert send(session, 30) == 30


def test_another_hour_begins_anew(session: Session, owner_session: Session) -> None:
    for _ in range(15):
        count_visit(session, KEY, HOME)
    session.commit()
    owner_session.execute(text("UPDATE visit_count SET hour = hour - interval '1 hour'"))
    owner_session.commit()
    assert count_visit(session, KEY, HOME) == 0


def test_no_network_is_kept_in_clear_or_for_longer_than_its_short_life(
    session: Session, worker_session: Session
) -> None:
    count_visit(session, KEY, HOME)
    session.commit()
    row = session.scalars(select(VisitCount)).one()
    assert HOME.encode() not in row.network_hash
    delete_fleeting(worker_session)
    assert len(worker_session.scalars(select(VisitCount)).all()) == 1
    worker_session.add(VisitCount(network_hash=b"x", hour=hours_ago(2), begun=3))
    with pytest.raises(Exception, match="permission denied"):
        worker_session.flush()


def test_what_is_older_goes(session: Session, worker_session: Session) -> None:
    for hours in (0, 1, 2, 30):
        session.add(VisitCount(network_hash=b"%d" % hours, hour=hours_ago(hours), begun=3))
    session.commit()
    delete_fleeting(worker_session)
    left = worker_session.scalars(select(VisitCount.network_hash)).all()
    assert sorted(left) == [b"0", b"1"]


def hours_ago(hours: int) -> datetime:
    return datetime.now(UTC).replace(minute=0, second=0, microsecond=0) - timedelta(hours=hours)


def test_rows_do_not_grow_without_end_and_what_was_written_goes_last(
    session: Session, worker_session: Session, consultation: Consultation, monkeypatch: pytest.MonkeyPatch
) -> None:
    listing = Catalogue(fresh_seconds=0).listing(session, SLUG)
    begun = (listing.surveys[0].version_id, listing.arms["open_link"].id)
    written = open_draft(session, *begun)
    session.commit()
    save_answers(session, written, read_draft(session, written), {"why": "I wrote this."})
    session.commit()
    for _ in range(9):
        open_draft(session, *begun)
    session.commit()
    order = retention.MOST_ROWS["draft"][1]
    monkeypatch.setitem(retention.MOST_ROWS, "draft", (4, order))
    delete_fleeting(worker_session)
    assert len(worker_session.scalars(select(Draft)).all()) == 4
    assert worker_session.get(Draft, written.draft_id) is not None


def test_a_draft_with_nothing_in_it_goes_after_a_day_and_one_with_an_answer_stays(
    session: Session, worker_session: Session, owner_session: Session, consultation: Consultation
) -> None:
    listing = Catalogue(fresh_seconds=0).listing(session, SLUG)
    begun = (listing.surveys[0].version_id, listing.arms["open_link"].id)
    empty, written = open_draft(session, *begun), open_draft(session, *begun)
    session.commit()
    save_answers(session, written, read_draft(session, written), {"why": "I wrote this."})
    session.commit()
    owner_session.execute(
        text(
            "UPDATE draft SET opened_at = opened_at - interval '2 days', saved_at = saved_at - interval '2 days'"
        )
    )
    owner_session.commit()
    delete_expired(worker_session)
    assert worker_session.get(Draft, empty.draft_id) is None
    assert worker_session.get(Draft, written.draft_id) is not None


@pytest.mark.parametrize("table", retention.MOST_ROWS)
def test_limits_are_far_above_what_people_do(table: str) -> None:
    most, order = retention.MOST_ROWS[table]
    assert most >= 100_000
    assert re.fullmatch(r"[a-z_>, ]+", order)
