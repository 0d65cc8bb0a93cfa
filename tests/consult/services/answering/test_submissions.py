"""Sending: who is in time, what a retry is told, and what is kept of when somebody replied."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from analysis.vocabulary import MOST_PACE
from consult.models import Consultation, Draft, Response
from consult.services.answering.drafts import open_draft, read_draft, save_answers
from consult.services.answering.submissions import ClosedError, IncompleteError, submit
from consult.services.answering.visits import Visit
from consult.services.consultations.catalogue import Catalogue, Listing
from tests.factories import RESIDENT, make_consultation, make_vault, reply


@pytest.fixture
def consultation(session: Session) -> Consultation:
    return make_consultation(session)


def begin(session: Session, consultation: Consultation, **answers: str) -> tuple[Listing, Visit]:
    listing = Catalogue(fresh_seconds=0).listing(session, consultation.slug)
    visit = open_draft(session, listing.surveys[0].version_id, listing.arms["open_link"].id)
    save_answers(session, visit, read_draft(session, visit), RESIDENT | answers)
    return listing, visit


def send(session: Session, listing: Listing, visit: Visit) -> str:
    return submit(session, Catalogue(fresh_seconds=0), make_vault(), listing, visit)


def minutes_ago(minutes: int) -> object:
    return func.now() - func.make_interval(0, 0, 0, 0, 0, minutes)


def set_times(session: Session, opened: int, closed: int, begun: int, grace: int = 60) -> None:
    """All in minutes ago: when the consultation opened and closed, and when the person began."""
    session.execute(
        update(Consultation).values(
            opens_at=minutes_ago(opened), closes_at=minutes_ago(closed), grace_minutes=grace
        )
    )
    session.execute(update(Draft).values(opened_at=minutes_ago(begun)))


@pytest.mark.parametrize(
    "times",
    [
        (1000, 61, 70, 60),  # the grace is over
        (1000, 10, 9, 60),  # begun after closing, within the grace
        (1000, 10, 20, 5),  # a shorter grace was registered
        (30, -60, 40, 60),  # begun before it opened
    ],
)
def test_who_is_not_in_time_is_told_and_nothing_is_stored(
    session: Session, consultation: Consultation, times: tuple[int, int, int, int]
) -> None:
    listing, visit = begin(session, consultation)
    set_times(session, *times)
    with pytest.raises(ClosedError):
        send(session, listing, visit)
    assert session.scalars(select(Response)).all() == []
    assert read_draft(session, visit).answers["support"] == "tend_support"


@pytest.mark.parametrize(("closed", "begun"), [(10, 11), (59, 600), (-1, 0)])
def test_who_began_in_time_may_finish_within_the_grace(
    session: Session, consultation: Consultation, closed: int, begun: int
) -> None:
    listing, visit = begin(session, consultation)
    set_times(session, 1000, closed, begun)
    assert send(session, listing, visit) == visit.receipt


def test_a_retry_long_after_closing_is_told_the_same_reference(
    session: Session, consultation: Consultation
) -> None:
    listing, visit = begin(session, consultation)
    receipt = send(session, listing, visit)
    set_times(session, 5000, 4000, 4500)
    assert send(session, listing, visit) == receipt
    assert len(session.scalars(select(Response)).all()) == 1


def test_a_question_that_must_be_answered_is_named_and_nothing_is_lost(
    session: Session, consultation: Consultation
) -> None:
    listing, visit = begin(session, consultation)
    save_answers(session, visit, read_draft(session, visit), {"support": "neither"})
    with pytest.raises(IncompleteError) as incomplete:
        send(session, listing, visit)
    assert incomplete.value.question == "replying_as"
    assert read_draft(session, visit).answers == {"support": "neither"}


@pytest.mark.parametrize(("minutes", "most"), [(0, 0), (600, MOST_PACE)])
def test_of_the_time_that_people_took_only_so_much_is_kept(
    session: Session, consultation: Consultation, minutes: int, most: int
) -> None:
    listing, visit = begin(session, consultation)
    session.execute(update(Draft).values(opened_at=minutes_ago(minutes)))
    send(session, listing, visit)
    assert session.scalars(select(Response.pace)).one() == most


def test_only_the_hour_of_a_reply_is_kept(session: Session, consultation: Consultation) -> None:
    reply(session, consultation)
    received = session.scalars(select(Response.received_at)).one().astimezone(UTC)
    assert (received.minute, received.second, received.microsecond) == (0, 0, 0)
    assert abs((datetime.now(UTC) - received).total_seconds()) < 3700


def test_a_reply_counts_for_findings_if_it_is_of_somebody_they_are_about(
    session: Session, consultation: Consultation
) -> None:
    for answers in ({}, {"replying_as": "visits"}, {"place": "outside"}, {"age": "under_16"}):
        reply(session, consultation, **answers)
    eligible = session.scalars(select(Response.eligible).order_by(Response.id)).all()
    assert eligible == [True, False, False, False]
