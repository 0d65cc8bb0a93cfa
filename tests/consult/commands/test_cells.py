"""`flask cells verify`: says that every count is what the replies say, and fails where one is not."""

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from consult.models import Cell
from consult.worker.counting import CountingLoop
from tests.factories import make_consultation, reply


@pytest.fixture
def counted(session: Session, worker_engine: Engine) -> None:
    consultation = make_consultation(session)
    for _ in range(3):
        reply(session, consultation)
    loop = CountingLoop(worker_engine)
    loop.step()
    loop.leadership.resign()


def verify(app: Flask) -> Result:
    return app.test_cli_runner().invoke(args=["cells", "verify"])


def test_right_counts_are_said_to_be_right(staff_app: Flask, counted: None) -> None:
    done = verify(staff_app)
    assert (done.exit_code, done.output) == (0, "Every cell equals the responses\n")


@pytest.mark.parametrize("by", [1, -1])
def test_a_count_that_is_one_off_ends_with_an_error(
    staff_app: Flask, counted: None, owner_session: Session, by: int
) -> None:
    cell = owner_session.scalars(select(Cell)).one()
    cell.counts = [cell.counts[0] + by, *cell.counts[1:]]
    owner_session.commit()
    done = verify(staff_app)
    assert done.exit_code == 1
    assert "1 cells differ from the responses" in done.output


def test_a_cell_that_is_gone_is_missed(staff_app: Flask, counted: None, owner_session: Session) -> None:
    owner_session.delete(owner_session.scalars(select(Cell)).one())
    owner_session.commit()
    assert verify(staff_app).exit_code == 1
