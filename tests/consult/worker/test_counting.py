"""From a submission to the counts, the snapshot and the proof."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from consult.models import Cell, Consultation, Exclusion, Outbox, PublishedGroup, Pulse, Response, Snapshot
from consult.services.consultations.catalogue import Catalogue
from consult.services.consultations.publishing import add_arm
from consult.services.counting.verification import find_differences
from consult.services.records.exclusions import Act
from consult.worker.counting import CountingLoop
from tests.approved import agree_on
from tests.factories import make_consultation, reply, send_reply

BY_LOT = "who=random_invitation"
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


def test_shares_of_people_chosen_by_lot_move_in_batches_of_ten(
    session: Session, counting: CountingLoop
) -> None:
    consultation = make_consultation(session)
    send_many(session, consultation, 40)
    counting.step()
    first = session.scalars(select(Snapshot)).one()
    assert first.body["support"][BY_LOT]["n"] == 40
    send_many(session, consultation, 9)
    counting.step()
    assert len(session.scalars(select(Snapshot)).all()) == 1
    send_many(session, consultation, 1)
    counting.step()
    assert [snapshot.number for snapshot in session.scalars(select(Snapshot).order_by(Snapshot.number))] == [
        1,
        2,
    ]


def test_shares_of_people_who_chose_to_reply_stand_for_a_day(
    session: Session, counting: CountingLoop, monkeypatch: pytest.MonkeyPatch
) -> None:
    consultation = make_consultation(session)
    for number in (40, 40):
        send_many(session, consultation, number, "open_link")
        counting.step()
    shown = session.scalars(select(Snapshot)).one()
    assert shown.body["support"]["who=chose"]["n"] == 40
    monkeypatch.setattr("consult.services.counting.snapshots.PAUSE", timedelta(0))
    CountingLoop(counting.engine).step()  # nothing new has come, and the process has just begun
    newest = session.scalars(select(Snapshot).order_by(Snapshot.number.desc())).first()
    assert newest
    assert newest.body["support"]["who=chose"]["n"] == 80


def test_shares_of_invented_people_move_at_once(session: Session, counting: CountingLoop) -> None:
    consultation = make_consultation(session)
    consultation.synthetic = True
    for number in (40, 40):
        send_many(session, consultation, number, "open_link")
        counting.step()
    newest = session.scalars(select(Snapshot).order_by(Snapshot.number.desc())).first()
    assert newest
    assert newest.body["support"]["who=chose"]["n"] == 80


def test_a_restarted_worker_goes_on_where_it_stopped(
    session: Session, counting: CountingLoop, worker_engine: Engine
) -> None:
    consultation = make_consultation(session)
    send_many(session, consultation, 40)
    counting.step()
    counting.forget()
    send_many(session, consultation, 9)
    counting.step()
    assert len(session.scalars(select(Snapshot)).all()) == 1
    send_many(session, consultation, 1)
    counting.step()
    assert session.get_one(PublishedGroup, (1, 1, BY_LOT)).replies == 50


def send_many(
    session: Session, consultation: Consultation, number: int, arm: str = "random_invitation"
) -> None:
    """So many of every mind; a batch of ten of one, or it would tell how few of each there are."""
    for at in range(number):
        said = SIDES[at % 4] if number > 10 else "tend_support"
        send_reply(session, consultation, arm, {"support": said})
    session.commit()


def test_a_way_added_while_counting_is_counted_and_what_was_let_out_is_remembered(
    session: Session, worker_session: Session, counting: CountingLoop, monkeypatch: pytest.MonkeyPatch
) -> None:
    consultation = make_consultation(session)
    for number in range(40):
        reply(session, consultation, support=SIDES[number % 4])
    counting.step()
    survey = consultation.surveys[0].id
    before = counting.memory.boards[survey].publications[-1].editions["arm"]
    add_arm(session, consultation, "paper")
    session.commit()
    for number in range(40):
        reply(session, consultation, "paper", support=SIDES[number % 4])
    monkeypatch.setattr("consult.services.counting.snapshots.PAUSE", timedelta(0))
    counting.step()
    board = counting.memory.boards[survey]
    assert len(board.publications[-1].editions["arm"]) == len(before) + 1
    assert board.support["arm=paper"]["n"] == 40
    assert find_differences(worker_session, Catalogue()) == {}
