"""Many threads and one catalogue: it is read once for all, and a change is seen at once by who needs it."""

import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from consult.errors import NotFoundError
from consult.services.consultations import catalogue as module
from consult.services.consultations.catalogue import Catalogue, Listing, read_listings
from tests.factories import SLUG, make_consultation

THREADS = 8


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """When the database was read; each reading takes long enough for every thread to come."""
    moments: list[float] = []

    def read(session: Session) -> Mapping[str, Listing]:
        moments.append(time.monotonic())
        time.sleep(0.3)
        return read_listings(session)

    monkeypatch.setattr(module, "read_listings", read)
    return moments


def look(catalogue: Catalogue, engine: Engine) -> str:
    with Session(engine) as session:
        return catalogue.listing(session, SLUG).slug


@pytest.mark.parametrize("known", [True, False])
def test_threads_that_find_it_stale_read_it_once(
    session: Session, web_engine: Engine, readings: list[float], known: bool
) -> None:
    make_consultation(session)
    catalogue = Catalogue(fresh_seconds=60)
    if known:
        look(catalogue, web_engine)
        catalogue._listings.began -= 61
    readings.clear()
    with ThreadPoolExecutor(THREADS) as pool:
        found = list(pool.map(lambda _: look(catalogue, web_engine), range(THREADS)))
    assert found == [SLUG] * THREADS
    assert len(readings) == 1


def test_a_consultation_that_was_made_a_moment_ago_is_found_by_all(
    session: Session, web_engine: Engine, readings: list[float]
) -> None:
    catalogue = Catalogue(fresh_seconds=60)
    with Session(web_engine) as before, pytest.raises(NotFoundError):
        catalogue.listing(before, SLUG)
    make_consultation(session)
    time.sleep(0.3)
    readings.clear()
    with ThreadPoolExecutor(THREADS) as pool:
        assert list(pool.map(lambda _: look(catalogue, web_engine), range(THREADS))) == [SLUG] * THREADS
    assert len(readings) == 1
