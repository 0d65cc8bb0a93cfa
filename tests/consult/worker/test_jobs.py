"""The queue: a job whose process died is done by another."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from consult.jobs import MAKE_FINDING, defer, is_waiting
from consult.postgres.roles import Urls
from consult.worker.jobs import make_app, retry_stalled

LOCK = "finding of survey 1"


@pytest.fixture
def job(session: Session) -> None:
    defer(session, MAKE_FINDING, lock=LOCK, survey_id=1, occasion="closing")
    session.commit()


def states(session: Session) -> list[str]:
    session.rollback()
    return list(session.scalars(text("SELECT CAST(status AS text) FROM procrastinate_jobs")))


def put_back(url: str) -> int:
    """In a thread of its own: a browser of another test may have left this one with a running loop."""

    async def attempt() -> int:
        app = make_app(url)
        async with app.open_async():
            return await retry_stalled(app)

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, attempt()).result()


@pytest.mark.usefixtures("job")
def test_a_job_whose_process_died_is_put_back(session: Session, owner_session: Session, urls: Urls) -> None:
    owner_session.execute(text("UPDATE procrastinate_jobs SET status = 'doing', attempts = 1"))
    owner_session.commit()
    assert is_waiting(session, MAKE_FINDING, LOCK), "so nobody asks for it again"
    assert put_back(urls.worker) == 1
    assert states(session) == ["todo"]


@pytest.mark.usefixtures("job")
def test_a_job_that_waits_is_left_alone(session: Session, urls: Urls) -> None:
    assert put_back(urls.worker) == 0
    assert states(session) == ["todo"]
