"""Eight threads that find the catalogue stale, against one thread alone (goal: the slowest within twice its time)."""

import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from statistics import median
from threading import Barrier

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from consult.database import make_engine
from consult.services.consultations import catalogue as module
from consult.services.consultations.catalogue import Catalogue, Listing, read_listings
from tests.bench.stage import staged
from tests.factories import SLUG

ROUNDS, THREADS = 20, 8
readings: list[float] = []


def main() -> None:
    module.read_listings = count_reading
    with staged() as stage:
        stage.open_consultation()
        engine = make_engine(stage.urls.web, THREADS)
        for threads in (1, THREADS):
            readings.clear()
            slowest = [look_at_once(engine, threads) for _ in range(ROUNDS)]
            print(f"{threads} threads, stale: the slowest waits {median(slowest) * 1000:5.1f} ms,"
                  f" {len(readings) / ROUNDS:.1f} readings a round")  # fmt: skip
        engine.dispose()


def count_reading(session: Session) -> Mapping[str, Listing]:
    readings.append(time.monotonic())
    return read_listings(session)


def look_at_once(engine: Engine, threads: int) -> float:
    """How long the slowest of some threads waits that all find what is kept too old at the same moment."""
    catalogue, barrier = Catalogue(), Barrier(threads)
    look(catalogue, engine)
    catalogue._listings.began -= module.FRESH_SECONDS + 0.1
    readings.pop()

    def measure(_: int) -> float:
        barrier.wait()
        begun = time.perf_counter()
        look(catalogue, engine)
        return time.perf_counter() - begun

    with ThreadPoolExecutor(threads) as pool:
        return max(pool.map(measure, range(threads)))


def look(catalogue: Catalogue, engine: Engine) -> None:
    with Session(engine) as session:
        catalogue.listing(session, SLUG)


if __name__ == "__main__":
    main()
