"""The real supervisor with its real processes: killed parts come back, and after the end nothing is left."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest

from consult.settings import ROOT

PATIENCE = 300.0
SECRET = "only for tests, and long enough to be accepted"


@dataclass
class Run:
    """One supervisor on an instance of its own; in production, so that no demonstration is made."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes]

    @property
    def said(self) -> str:
        return (self.folder / "said").read_text(encoding="utf-8")

    def status(self, address: str = "/") -> int:
        """0 where nobody answers."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", address, headers={"Host": "localhost"})
            return connection.getresponse().status
        except OSError:
            return 0
        finally:
            connection.close()

    def family(self) -> set[int]:
        """Every process that belongs to it, by the folder that all of them were given."""
        marks = {f"CONSULT_INSTANCE={self.folder}".encode(), str(self.folder).encode()}
        found = set()
        for place in Path("/proc").glob("[0-9]*"):
            try:
                words = (place / "environ").read_bytes() + (place / "cmdline").read_bytes()
            except OSError:
                continue
            if any(mark in words for mark in marks):
                found.add(int(place.name))
        return found - {os.getpid()}


def wait_for(true: Callable[[], bool], run: Run) -> None:
    give_up = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < give_up, run.said
        time.sleep(0.2)


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    environment = {
        "PATH": os.environ["PATH"],
        "CONSULT_INSTANCE": str(tmp_path),
        "CONSULT_ENVIRONMENT": "production",
        "SECRET_KEY": SECRET,
        "SITE_URL": "https://localhost",
        "PORT": str(port),
    }
    with (tmp_path / "said").open("w") as said:
        command = [sys.executable, "-m", "consult.supervisor"]
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=said, stderr=said, start_new_session=True
        )
    run = Run(tmp_path, port, process)
    yield run
    for number in run.family():
        os.kill(number, signal.SIGKILL)
    process.wait()


def server_of(run: Run) -> int:
    """The number of the database's main process."""
    from_system = Path("/var/lib/consult-kent") / (run.folder / "postgres-mark").read_text()
    inside = run.folder / "postgres"
    home = inside if inside.exists() else from_system
    return int((home / "data/postmaster.pid").read_text().split()[0])


def test_a_killed_database_comes_back_and_two_signals_stop_everything(run: Run) -> None:
    wait_for(lambda: "Open https://localhost" in run.said, run)
    assert run.status() == 200
    assert "demo" not in run.said
    os.kill(server_of(run), signal.SIGKILL)
    wait_for(lambda: "The database runs again" in run.said, run)
    wait_for(lambda: run.status() == 200, run)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGINT):
        os.killpg(run.process.pid, number)
        time.sleep(0.1)
    assert run.process.wait(PATIENCE) == 0
    assert "Stopped. Everything is kept" in run.said
    assert run.family() == set()
    assert run.status() == 0


def test_nothing_outlives_a_supervisor_that_was_killed(run: Run) -> None:
    wait_for(lambda: "Open https://localhost" in run.said, run)
    run.process.kill()
    run.process.wait()
    wait_for(lambda: run.family() == set(), run)
    assert run.status() == 0


def test_a_start_that_is_stopped_goes_on_the_next_time(run: Run) -> None:
    wait_for((run.folder / "postgres-mark").exists, run)
    os.kill(run.process.pid, signal.SIGHUP)
    assert run.process.wait(PATIENCE) == 0
    wait_for(lambda: run.family() == set(), run)
    assert "Traceback" not in run.said
