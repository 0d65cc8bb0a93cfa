"""`python -m consult.worker counting` or `python -m consult.worker jobs`."""

import asyncio
import logging
import signal
import sys

from consult.database import find_urls, make_engine
from consult.logbook import register_logging
from consult.parent import follow_parent
from consult.settings import Settings, load_settings
from consult.worker.counting import CountingLoop
from consult.worker.jobs import make_app, run_jobs


def run_counting(settings: Settings) -> None:
    engine = make_engine(worker_url(settings))
    loop = CountingLoop(engine)
    signal.signal(signal.SIGTERM, loop.stop)
    signal.signal(signal.SIGINT, loop.stop)
    loop.run()
    engine.dispose()


def run_queue(settings: Settings) -> None:
    asyncio.run(run_jobs(make_app(worker_url(settings))))


def worker_url(settings: Settings) -> str:
    return settings.worker_database_url or find_urls(settings).worker


PROCESSES = {"counting": run_counting, "jobs": run_queue}

if __name__ == "__main__":
    register_logging()
    follow_parent()
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    PROCESSES[sys.argv[1]](load_settings())
