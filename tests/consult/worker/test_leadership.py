"""One process counts at a time, so that no reply is counted twice; when it goes, another can."""

import time
from collections.abc import Iterator
from threading import Timer

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from consult.models import Pulse
from consult.worker.counting import CountingLoop
from consult.worker.leadership import Leadership
from tests.factories import make_consultation, reply


@pytest.fixture
def two(worker_engine: Engine) -> Iterator[tuple[Leadership, Leadership]]:
    two = Leadership(worker_engine), Leadership(worker_engine)
    yield two
    for each in two:
        each.resign()


def leads_soon(other: Leadership) -> bool:
    """The server takes a moment to let the lock of a closed connection go."""
    until = time.monotonic() + 10
    while not (led := other.held()) and time.monotonic() < until:
        time.sleep(0.02)
    return led


def test_of_two_one_leads_and_goes_on_leading(two: tuple[Leadership, Leadership]) -> None:
    first, second = two
    for _ in range(3):
        assert first.held()
        assert not second.held()


def test_who_resigned_can_be_followed_and_does_not_lead_any_more(two: tuple[Leadership, Leadership]) -> None:
    first, second = two
    assert first.held()
    first.resign()
    assert leads_soon(second)
    assert not first.held()


def test_who_lost_the_connection_does_not_go_on_counting_beside_its_successor(
    two: tuple[Leadership, Leadership], worker_session: Session
) -> None:
    first, second = two
    assert first.held()
    worker_session.execute(text("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"))
    assert leads_soon(second)
    with pytest.raises(DBAPIError):
        first.held()
    first.resign()
    assert not first.held()


def test_resigning_without_leading_changes_nothing(two: tuple[Leadership, Leadership]) -> None:
    first, second = two
    assert first.held()
    second.resign()
    assert not second.held()


def test_a_loop_that_does_not_lead_counts_nothing(session: Session, worker_engine: Engine) -> None:
    reply(session, make_consultation(session))
    leader, other = Leadership(worker_engine), CountingLoop(worker_engine, pause=0.01)
    assert leader.held()
    Timer(0.2, other.stop).start()
    other.run()
    leader.resign()
    assert session.scalars(select(Pulse)).all() == []
