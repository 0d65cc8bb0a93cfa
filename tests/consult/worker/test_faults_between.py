"""A fault between counting and publishing: nothing is counted twice, nothing forgotten, and the board catches up."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from consult.models import Consultation, Snapshot
from consult.services.consultations.catalogue import Catalogue
from consult.services.counting.cubes import Cubes
from consult.services.counting.verification import find_differences
from consult.worker import counting as module
from consult.worker.counting import CountingLoop
from tests.factories import make_consultation, reply

SIDES = ("tend_support", "strongly_support", "tend_oppose", "neither")
SEAMS = {
    "applying": "consult.services.counting.cubes.Cubes.apply",
    "renewing": "consult.worker.counting.renew_snapshot",
    "folding": "consult.worker.counting.fold",
    "excluding": "consult.worker.counting.apply_exclusions",
    "tidying": "consult.worker.counting.delete_expired",
}


@pytest.fixture
def counting(worker_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[CountingLoop]:
    monkeypatch.setattr(module, "PAUSE_AFTER_FAULT", 0.0)
    loop = CountingLoop(worker_engine, pause=0.0)
    yield loop
    loop.leadership.resign()


def send(session: Session, consultation: Consultation, number: int) -> None:
    for at in range(number):
        reply(session, consultation, "random_invitation", support=SIDES[at % 4])


def fail_once(monkeypatch: pytest.MonkeyPatch, name: str) -> list[str]:
    """The first call of it meets a database that has gone away; what happened is written down."""
    owner, _, attribute = name.rpartition(".")
    place: Any = module if owner == module.__name__ else Cubes
    right: Callable[..., Any] = getattr(place, attribute)
    happened: list[str] = []

    def fail(*given: Any, **named: Any) -> Any:
        happened.append(attribute)
        if len(happened) == 1:
            raise OperationalError("SELECT 1", {}, Exception("the server closed the connection"))
        return right(*given, **named)

    monkeypatch.setattr(place, attribute, fail)
    return happened


def run(counting: CountingLoop, rounds: int = 4) -> None:
    """Some rounds of the loop as it is run, with its own way of meeting faults."""
    step, done = counting.step, []

    def count() -> bool:
        done.append(1)
        if len(done) >= rounds:
            counting.stop()
        return step()

    counting.step = count  # type: ignore[method-assign]
    counting.run()
    counting.step = step  # type: ignore[method-assign]
    counting.stopping.clear()


def held(counting: CountingLoop) -> float:
    """How many replies are in memory."""
    (cube,) = counting.memory.cubes.by_survey.values()
    return float(cube.table().counts[:, 0].sum())


@pytest.mark.parametrize("seam", SEAMS)
def test_a_fault_at_any_seam_loses_nothing_and_counts_nothing_twice(
    session: Session,
    worker_session: Session,
    counting: CountingLoop,
    monkeypatch: pytest.MonkeyPatch,
    seam: str,
) -> None:
    consultation = make_consultation(session)
    send(session, consultation, 20)
    run(counting, 2)
    send(session, consultation, 20)
    counting.tidied = float("-inf")
    happened = fail_once(monkeypatch, SEAMS[seam])
    run(counting)
    assert happened
    assert held(counting) == 40
    assert find_differences(worker_session, Catalogue()) == {}


@pytest.mark.parametrize("seam", ["applying", "renewing"])
def test_the_board_catches_up_though_nobody_replies_any_more(
    session: Session,
    counting: CountingLoop,
    monkeypatch: pytest.MonkeyPatch,
    seam: str,
) -> None:
    consultation = make_consultation(session)
    run(counting, 2)  # the look from minute to minute was just taken
    send(session, consultation, 40)
    fail_once(monkeypatch, SEAMS[seam])
    run(counting)
    newest = session.scalars(select(Snapshot).order_by(Snapshot.number.desc())).first()
    assert newest is not None
    assert newest.body["support"]["who=random_invitation"]["n"] == 40
