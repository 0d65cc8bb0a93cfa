"""Changes while people can answer: public, never backwards, and nobody's reply is lost."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from consult.models import Audit, Consultation, ConsultationEvent, Response
from consult.services.answering.invitations import find_invitation
from consult.services.consultations.catalogue import Catalogue, Listing
from consult.services.consultations.changing import (
    Announcement,
    EventRefusedError,
    announce,
    count_by_proposal,
    newest_document,
    read_proposal,
    time_warnings,
)
from consult.services.counting.shown import read_snapshot
from consult.services.counting.verification import find_differences
from consult.services.reaching.batches import read_batches
from consult.services.reaching.returns import void_batch
from consult.worker.counting import CountingLoop
from surveys.reading.reader import DefinitionError
from tests.factories import SLUG, make_consultation, make_schedule, reply, send_reply, survey_of
from tests.invited import make_codes, reply_by_code

LATER = timedelta(days=60)
SIDES = ("tend_support", "strongly_support", "tend_oppose", "neither")


@pytest.fixture
def consultation(session: Session) -> Consultation:
    return make_consultation(session)


def change(consultation: Consultation, **parts: Any) -> Announcement:
    document = consultation.document | {"summary": "Only a trial is proposed now."}
    return Announcement(
        **{
            "what": "Regular use is off.",
            "why": "Replies so far.",
            "notice": "Read it.",
            "document": document,
        }
        | parts
    )


def make(session: Session, consultation: Consultation, said: Announcement) -> ConsultationEvent:
    event = announce(session, None, consultation.id, said, datetime.now(UTC))
    session.commit()
    return event


def listing(session: Session) -> Listing:
    return Catalogue(fresh_seconds=0).listing(session, SLUG)


def test_a_change_is_public_and_the_old_proposal_stays(session: Session, consultation: Consultation) -> None:
    event = make(session, consultation, change(consultation))
    assert event.proposal_number == 2
    assert newest_document(session, consultation.id)["summary"].startswith("Only a trial")
    assert read_proposal(session, consultation.id, 1).document["summary"].startswith("Should the police")
    shown = listing(session).newest_change
    assert shown is not None
    assert shown.notice == "Read it."
    acts = session.scalars(select(Audit.action).where(Audit.action.like("event:%")))
    assert list(acts) == ["event: material_change"]


def test_replies_are_counted_by_the_version_their_writers_saw(
    session: Session, consultation: Consultation
) -> None:
    reply(session, consultation)
    make(session, consultation, change(consultation))
    reply(session, consultation)
    reply(session, consultation)
    counts = [(each.number, each.replies) for each in count_by_proposal(session, consultation.id)]
    assert counts == [(1, 1), (2, 2)]


def test_after_a_change_a_used_invitation_can_be_used_once_more(
    session: Session, consultation: Consultation
) -> None:
    code = make_codes(session, consultation)[0]
    reply_by_code(session, consultation, code)
    assert find_invitation(session, consultation.id, code) is None
    make(session, consultation, change(consultation))
    reply_by_code(session, consultation, code)
    assert find_invitation(session, consultation.id, code) is None


def test_a_void_code_stays_void_after_a_change(session: Session, consultation: Consultation) -> None:
    code = make_codes(session, consultation)[0]
    void_batch(session, None, read_batches(session, consultation.id)[0], "Never printed.")
    make(session, consultation, change(consultation))
    assert find_invitation(session, consultation.id, code) is None


def test_more_time_moves_the_closing(session: Session, consultation: Consultation) -> None:
    before = consultation.closes_at
    event = make(session, consultation, Announcement("More time.", "A holiday.", closes_at=before + LATER))
    assert (event.kind, event.proposal_number, event.closed_before) == ("extension", None, before)
    assert listing(session).closes_at == before + LATER
    assert len(session.scalars(select(Response)).all()) == 0


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"closes_at": datetime(2020, 1, 1, tzinfo=UTC)}, "closes_on"),
        ({"document": None}, "closes_on"),
        ({"what": " "}, "what"),
        ({"why": ""}, "why"),
        ({"notice": ""}, "notice"),
    ],
)
def test_what_cannot_be_announced_says_which_part(
    session: Session, consultation: Consultation, parts: dict[str, Any], field: str
) -> None:
    with pytest.raises(EventRefusedError) as refused:
        make(session, consultation, change(consultation, **parts))
    assert refused.value.field == field


def test_a_change_must_change_something(session: Session, consultation: Consultation) -> None:
    same = dict(consultation.document) | {"system": ""}
    with pytest.raises(EventRefusedError, match="reads as before"):
        make(session, consultation, change(consultation, document=same))


def test_a_proposal_that_cannot_be_read_is_refused(session: Session, consultation: Consultation) -> None:
    with pytest.raises(DefinitionError):
        make(session, consultation, change(consultation, document={"format": 1, "title": "x"}))


def test_after_closing_nothing_can_be_changed(session: Session) -> None:
    closed = make_consultation(session, make_schedule(20, -1))
    with pytest.raises(EventRefusedError, match="has closed"):
        make(session, closed, change(closed))


def test_staff_are_warned_when_there_is_little_time(session: Session, consultation: Consultation) -> None:
    assert "less than six weeks" in time_warnings(listing(session))[0]
    make(session, consultation, change(consultation, closes_at=consultation.closes_at + LATER))
    assert time_warnings(listing(session)) == []


def test_a_change_shortly_before_closing_is_a_warning(session: Session) -> None:
    consultation = make_consultation(session, make_schedule(60, 5))
    make(session, consultation, change(consultation))
    assert "less than two weeks" in time_warnings(listing(session))[0]


def test_the_board_shows_replies_to_each_version_apart(
    session: Session, consultation: Consultation, worker_engine: Engine, worker_session: Session
) -> None:
    loop = CountingLoop(worker_engine)
    for version in (1, 2):
        for number in range(40):
            send_reply(session, consultation, "open_link", {"support": SIDES[number % 4]})
        session.commit()
        loop.step()
        if version == 1:
            make(session, consultation, change(consultation))
    loop.leadership.resign()
    survey_id = survey_of(consultation).id
    newest, first = read_snapshot(session, survey_id), read_snapshot(session, survey_id, 1)
    assert newest
    assert first
    assert (first.number, newest.number) == (1, 2)
    assert [shown.body["support"]["who=chose"]["n"] for shown in (first, newest)] == [40, 40]
    assert find_differences(worker_session, Catalogue()) == {}
