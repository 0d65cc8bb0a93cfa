"""The processes of the product: each with the rights it needs, started again when it ends, ended together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from consult.parent import PARENT
from consult.postgres.roles import Urls
from consult.settings import ROOT, Settings

STOP_SECONDS = 15
RESTART_PAUSE = 1.0
LONGEST_PAUSE = 30.0
STEADY = 10.0  # seconds after which a process counts as having started well
GIVE_UP = 78
WEB_PROCESSES = 2  # when one dies, the other serves
# Several small processes; threads of one would only wait for others.
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1"}


@dataclass
class Child:
    """A process that is started again whenever it ends."""

    name: str
    command: list[str]
    environment: Mapping[str, str] = field(repr=False)
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    ended: int = 0  # times in a row, soon after its start

    def start(self) -> None:
        self.started = time.monotonic()
        # A session of its own: Ctrl-C reaches only the supervisor, which then ends the others in order.
        environment = {**self.environment, PARENT: str(os.getpid())}
        self.process = subprocess.Popen(self.command, env=environment, cwd=ROOT, start_new_session=True)

    @property
    def runs(self) -> bool:
        return self.process is not None and self.process.poll() is None

    @property
    def gave_up(self) -> bool:
        """Whether it said that starting it again would not help."""
        return self.process is not None and self.process.poll() == GIVE_UP

    def revive(self) -> None:
        """Start again what has ended, at once the first time and with longer pauses when it ends again and again."""
        if self.process is None or self.runs or time.monotonic() < self.started + self.pause:
            return
        self.ended = self.ended + 1 if time.monotonic() < self.started + STEADY + self.pause else 1
        self._sweep()
        print(f"{self.name} ended with status {self.process.returncode}; starting it again", flush=True)
        self.start()

    @property
    def pause(self) -> float:
        return min(RESTART_PAUSE * 2**self.ended, LONGEST_PAUSE) if self.ended > 1 else RESTART_PAUSE

    def ask_to_stop(self) -> None:
        if self.process is not None and self.runs:
            self.process.terminate()

    def stop(self) -> None:
        """Ask, wait, and leave nothing behind: whatever it started ends with it."""
        self.ask_to_stop()
        if self.process is not None:
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(STOP_SECONDS)
            self._sweep()
            self.process.wait()

    def _sweep(self) -> None:
        """End what is left of its group; a worker that outlived its master would keep the port."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)  # type: ignore[union-attr]


def database(settings: Settings) -> list[Child]:
    """What keeps the embedded server running; none where there is another."""
    command = [sys.executable, "-m", "consult.postgres"]
    return [] if settings.database_url else [Child("database", command, _common(settings))]


def children(settings: Settings, urls: Urls) -> list[Child]:
    """Each process is given only the database role it needs."""
    python = [sys.executable, "-m"]
    common = _common(settings)
    worker = {**common, "WORKER_DATABASE_URL": urls.worker}
    web = {**common, "DATABASE_URL": urls.web, "PORT": str(settings.port)}
    return [
        *(Child(f"web {number + 1}", [*python, "consult.server"], web) for number in range(WEB_PROCESSES)),
        Child("counting", [*python, "consult.worker", "counting"], worker),
        Child("jobs", [*python, "consult.worker", "jobs"], worker),
    ]


def _common(settings: Settings) -> dict[str, str]:
    given = {name: value for name, value in os.environ.items() if not name.endswith("DATABASE_URL")}
    ours = {"SECRET_KEY": settings.secret_key, "SITE_URL": settings.site_url}
    return {**given, **ours, "CONSULT_INSTANCE": str(settings.instance), **ONE_THREAD}


@contextmanager
def all_running(processes: Sequence[Child]) -> Iterator[None]:
    """Started in their order; asked to stop all at once, and waited for."""
    try:
        for child in processes:
            child.start()
        yield
    finally:
        for child in processes:
            child.ask_to_stop()
        for child in processes:
            child.stop()
