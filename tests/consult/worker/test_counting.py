"""From a submission to the counts, the snapshot and the proof."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from consult.models import Cell, Exclusion, Outbox, PublishedGroup, Pulse, Response, Snapshot
from consult.services.consultations.catalogue import Catalogue
from consult.services.consultations.publishing import add_arm
from consult.services.counting.verification import find_differences
from consult.services.records.exclusions import Act
from consult.worker.counting import CountingLoop
from tests.approved import agree_on
from tests.factories import make_consultation, reply

SIDES = ("tend_support", "strongly_support", "tend_oppose", "neither")


@pytest.fixture
def counting(worker_engine: Engine) -> Iterator[CountingLoop]:
    loop = CountingLoop(worker_engine)
    yield loop
    loop.leadership.resign()


def test_a_reply_is_counted_once(session: Session, counting: CountingLoop) -> None:
    consultation = make_consultation(session)
    reply(session, consultation, age="35-44", sex="female")
    counting.step()
    counting.step()
    cell = session.scalars(select(Cell)).one()
    assert cell.counts[0] == 1
    assert session.scalars(select(Outbox)).all() == []
    assert session.scalars(select(Pulse)).one().replies == 1


def test_cells_equal_the_responses(session: Session, worker_session: Session, counting: CountingLoop) -> None:
    consultation = make_consultation(session)
    for number in range(12):
        reply(session, consultation, support=SIDES[number % 4], purposes={"violence": "tend_support"})
    counting.step()
    reply(session, consultation)  # one still waits in the outbox
    assert find_differences(worker_session, Catalogue()) == {}


def test_a_miscount_is_found(session: Session, worker_session: Session, counting: CountingLoop) -> None:
    reply(session, make_consultation(session))
    counting.step()
    cell = worker_session.scalars(select(Cell)).one()
    cell.counts = [*cell.counts[:-1], cell.counts[-1] + 1]
    worker_session.flush()
    assert len(find_differences(worker_session, Catalogue())) == 1


def test_an_excluded_reply_leaves_the_counts_and_can_come_back(
    session: Session, counting: CountingLoop
) -> None:
    reply(session, make_consultation(session))
    counting.step()
    response = session.scalars(select(Response)).one()
    for action, counted in (("exclude", 0), ("reinstate", 1)):
        agree_on(session, Act(action, "a test of the rule", "duplicate"), response.id)
        counting.step()
        session.expire_all()
        assert session.scalars(select(Cell)).one().counts[0] == counted
    assert session.scalars(select(Pulse)).one().replies == 1


def test_an_erased_reply_leaves_nothing_behind(
    session: Session, worker_session: Session, counting: CountingLoop
) -> None:
    reply(session, make_consultation(session), why="Words that must go.")
    counting.step()
    response = session.scalars(select(Response)).one()
    agree_on(session, Act("erase", "asked for by the person", "withdrawn"), response.id)
    counting.step()
    session.expire_all()
    assert (response.state, response.answers, response.stratum) == ("erased", {}, "")
    assert session.scalars(select(Exclusion)).one().applied_at is not None
    assert find_differences(worker_session, Catalogue()) == {}


def test_shares_move_in_batches_of_ten(session: Session, counting: CountingLoop) -> None:
    consultation = make_consultation(session)
    for number in range(40):
        reply(session, consultation, support=SIDES[number % 4])
    counting.step()
    first = session.scalars(select(Snapshot)).one()
    assert first.body["support"][""]["n"] == 40
    for _ in range(9):
        reply(session, consultation)
    counting.step()
    assert len(session.scalars(select(Snapshot)).all()) == 1
    reply(session, consultation)
    counting.step()
    assert [snapshot.number for snapshot in session.scalars(select(Snapshot).order_by(Snapshot.number))] == [
        1,
        2,
    ]


def test_a_restarted_worker_goes_on_where_it_stopped(
    session: Session, counting: CountingLoop, worker_engine: Engine
) -> None:
    consultation = make_consultation(session)
    for number in range(40):
        reply(session, consultation, support=SIDES[number % 4])
    counting.step()
    counting.forget()
    for _ in range(9):
        reply(session, consultation)
    counting.step()
    assert len(session.scalars(select(Snapshot)).all()) == 1
    reply(session, consultation)
    counting.step()
    assert session.get_one(PublishedGroup, (1, 1, "")).replies == 50


def test_a_way_added_while_counting_is_counted_and_what_was_let_out_is_remembered(
    session: Session, worker_session: Session, counting: CountingLoop
) -> None:
    consultation = make_consultation(session)
    for number in range(40):
        reply(session, consultation, support=SIDES[number % 4])
    counting.step()
    survey = consultation.surveys[0].id
    before = counting.memory.boards[survey].publication.editions["arm"]
    add_arm(session, consultation, "paper")
    session.commit()
    for number in range(40):
        reply(session, consultation, "paper", support=SIDES[number % 4])
    counting.step()
    board = counting.memory.boards[survey]
    assert len(board.publication.editions["arm"]) == len(before) + 1
    assert board.support["arm=paper"]["n"] == 40
    assert find_differences(worker_session, Catalogue()) == {}
