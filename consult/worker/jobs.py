"""The jobs and the process that runs them."""

import asyncio
import signal
from collections.abc import Callable

from procrastinate import App, PsycopgConnector

from consult.jobs import FIND_THEMES, MAKE_FINDING
from consult.worker.finding import run_finding
from consult.worker.theming import run_theme_search

STALLED_SECONDS = 30  # three heartbeats
JOBS: dict[str, Callable[..., None]] = {FIND_THEMES: run_theme_search, MAKE_FINDING: run_finding}


def make_app(database_url: str) -> App:
    """The queue with every job by its name."""
    app = App(connector=PsycopgConnector(conninfo=database_url))
    for name, function in JOBS.items():
        app.task(name=name)(function)
    return app


async def retry_stalled(app: App) -> int:
    """Put back the jobs of processes that died, which nobody else would ever finish; how many there were."""
    stalled = list(await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS))
    for job in stalled:
        await app.job_manager.retry_job(job)
    return len(stalled)


async def watch_stalled(app: App) -> None:
    while True:
        await retry_stalled(app)
        await asyncio.sleep(STALLED_SECONDS)


async def run_jobs(app: App) -> None:
    """Work until SIGTERM; a job under way is finished first."""
    async with app.open_async():
        watch = asyncio.create_task(watch_stalled(app))
        worker = asyncio.create_task(app.run_worker_async(concurrency=1, install_signal_handlers=False))
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, worker.cancel)
        try:
            await worker
        except asyncio.CancelledError:
            return
        finally:
            watch.cancel()
