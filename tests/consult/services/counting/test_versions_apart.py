"""Replies to a changed proposal are published from the beginning; the last figures before stay as they were."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from consult.errors import NotFoundError
from consult.models import Consultation, SurveyVersion
from consult.services.answering.drafts import open_draft, read_draft, save_answers
from consult.services.answering.submissions import submit
from consult.services.consultations.catalogue import Catalogue, Version, read_version
from consult.services.consultations.publishing import publish
from consult.services.counting.boards import read_counts, version_of
from consult.services.counting.shown import read_snapshot
from consult.worker.counting import CountingLoop
from surveys import library
from tests.factories import (
    RESIDENT,
    change_proposal,
    make_consultation,
    make_vault,
    send_reply,
    survey_of,
)

CHOSE = "who=chose"
SIDES = ("tend_support", "strongly_support", "tend_oppose", "neither")


@pytest.fixture
def consultation(session: Session) -> Consultation:
    return make_consultation(session)


@pytest.fixture
def loop(worker_engine: Engine) -> Iterator[CountingLoop]:
    loop = CountingLoop(worker_engine)
    yield loop
    loop.leadership.resign()


def send(session: Session, consultation: Consultation, number: int) -> None:
    for at in range(number):
        send_reply(session, consultation, "open_link", {"support": SIDES[at % 4]})
    session.commit()


def newest(session: Session) -> Version:
    session.rollback()
    query = select(SurveyVersion).order_by(SurveyVersion.id.desc()).limit(1)
    return read_version(session.scalars(query).one())


def test_after_a_change_nothing_is_shown_until_enough_have_replied_again(
    session: Session, consultation: Consultation, loop: CountingLoop
) -> None:
    send(session, consultation, 60)
    loop.step()
    before = read_snapshot(session, 1, 1)
    change_proposal(session, consultation)
    assert read_snapshot(session, 1) is None
    send(session, consultation, 12)
    loop.step()
    assert read_counts(session, newest(session), CHOSE) is None
    after = read_snapshot(session, 1, 1)
    assert before
    assert after
    assert (after.number, after.body) == (before.number, before.body)


def test_groups_of_both_versions_are_kept_and_found(
    session: Session, consultation: Consultation, loop: CountingLoop
) -> None:
    send(session, consultation, 60)
    loop.step()
    change_proposal(session, consultation)
    send(session, consultation, 40)
    loop.step()
    version = newest(session)
    first, second = (read_counts(session, version_of(session, version, number), CHOSE) for number in (1, 2))
    assert first
    assert second
    assert (first.counts[0], second.counts[0]) == (60, 40)
    assert version_of(session, version, 2) is version
    with pytest.raises(NotFoundError):
        version_of(session, version, 3)


def test_a_late_reply_to_the_old_proposal_changes_no_figure(
    session: Session, consultation: Consultation, loop: CountingLoop
) -> None:
    send(session, consultation, 40)
    loop.step()
    shown = read_snapshot(session, 1, 1)
    catalogue = Catalogue(fresh_seconds=0)
    listing = catalogue.listing(session, consultation.slug)
    late = open_draft(session, listing.surveys[0].version_id, listing.arms["open_link"].id)
    save_answers(session, late, read_draft(session, late), RESIDENT)
    change_proposal(session, consultation)
    submit(session, catalogue, make_vault(), listing, late)
    send(session, consultation, 40)
    loop.step()
    first, second = (read_snapshot(session, 1, number) for number in (1, 2))
    assert first == shown
    assert second
    assert second.body["support"][CHOSE]["n"] == 40


def test_a_new_questionnaire_reads_what_was_let_out_of_the_old_one(
    session: Session, consultation: Consultation, loop: CountingLoop
) -> None:
    send(session, consultation, 40)
    loop.step()
    old = newest(session)
    document = library.load("facial-recognition")
    sections = [each for each in document["sections"] if each.get("title") != "What it would be for"]
    publish(session, None, survey_of(consultation), {**document, "sections": sections})
    session.commit()
    version = newest(session)
    assert version.layout.columns["support"] != old.layout.columns["support"]
    for each in (old, version):
        found = read_counts(session, each, CHOSE)
        assert found
        assert sorted(found.counts[each.layout.columns["support"]].tolist())[-4:] == [10, 10, 10, 10]
        assert found.counts[0] == 40
