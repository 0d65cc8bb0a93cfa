"""`make run`: the database, the web service and the worker as one program that stops cleanly."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException

import psycopg

from consult.database import running_database
from consult.postgres.cluster import ClusterError
from consult.postgres.roles import Urls
from consult.settings import ROOT, Settings, SettingsError, load_settings

READY_SECONDS = 60
STOP_SECONDS = 15
RESTART_PAUSE = 1.0
HOST = "127.0.0.1"
ONE_THREAD = {
    "OPENBLAS_NUM_THREADS": "1"
}  # several small processes; threads of one would only wait for others
SIGN_INS = "demo-sign-ins.json"


class PortTakenError(RuntimeError):
    """Something else listens where the site should."""


@dataclass
class Child:
    """A process that is started again whenever it ends."""

    name: str
    command: list[str]
    environment: Mapping[str, str] = field(repr=False)
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0

    def start(self) -> None:
        self.started = time.monotonic()
        # A session of its own: Ctrl-C reaches only the supervisor, which then ends the others in order.
        self.process = subprocess.Popen(
            self.command, env=dict(self.environment), cwd=ROOT, start_new_session=True
        )

    def revive(self) -> None:
        """Start again what has ended, but not more than once a second."""
        if (
            self.process is None
            or self.process.poll() is None
            or time.monotonic() < self.started + RESTART_PAUSE
        ):
            return
        print(f"{self.name} ended with status {self.process.returncode}; starting it again", flush=True)
        self.start()

    def stop(self) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def children(settings: Settings, urls: Urls, port: int) -> list[Child]:
    """Each process is given only the database role it needs."""
    common = {**os.environ, "SECRET_KEY": settings.secret_key, "SITE_URL": settings.site_url, **ONE_THREAD}
    common = {name: value for name, value in common.items() if not name.endswith("DATABASE_URL")}
    python = [sys.executable, "-m"]
    web = [*python, "granian", "--interface", "rsgi", "--host", HOST, "--port", str(port), "--workers", "2",
           "--no-ws", "--log-level", "warning", "--respawn-failed-workers", "wsgi:front"]  # fmt: skip
    worker = {**common, "WORKER_DATABASE_URL": urls.worker}
    return [
        Child("web", web, {**common, "DATABASE_URL": urls.web}),
        Child("counting", [*python, "consult.worker", "counting"], worker),
        Child("jobs", [*python, "consult.worker", "jobs"], worker),
    ]


@contextmanager
def all_running(processes: list[Child]) -> Iterator[None]:
    try:
        for child in processes:
            child.start()
        yield
    finally:
        for child in processes:
            child.stop()


def wait_until_ready(port: int) -> None:
    """Return when the site answers; raises `RuntimeError` when it does not within a minute."""
    give_up = time.monotonic() + READY_SECONDS
    while time.monotonic() < give_up:
        connection = HTTPConnection(HOST, port, timeout=2)
        try:
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except (OSError, HTTPException):
            time.sleep(0.1)
        finally:
            connection.close()
    raise RuntimeError("The web service did not start; its messages are above.")


def check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise PortTakenError(f"Port {port} is in use. Choose another: PORT=8001 make run") from None


def main() -> None:
    """Prepare everything, run it, and stop it cleanly at Ctrl-C."""
    for sign in (signal.SIGINT, signal.SIGTERM):  # a shell's background job would ignore Ctrl-C
        signal.signal(sign, _interrupt)
    try:
        settings = load_settings()
        port = int(os.environ.get("PORT", "8000"))
        check_port(port)
        with running_database(settings) as urls:
            serve(settings, urls, port)
    except (PortTakenError, SettingsError, ClusterError) as fault:
        raise SystemExit(str(fault)) from None
    except KeyboardInterrupt:
        print("\nStopped. Everything is kept; `make run` goes on from here.")


def serve(settings: Settings, urls: Urls, port: int) -> None:
    run_command("database", "prepare")
    if is_empty(urls):
        run_command("demo")
    processes = children(settings, urls, port)
    with all_running(processes):
        wait_until_ready(port)
        print(greeting(settings), flush=True)
        while True:
            time.sleep(0.5)
            for child in processes:
                child.revive()


def run_command(*words: str) -> None:
    """Run one of the product's own commands; its messages are shown, its failure ends everything."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", *words]
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        raise SystemExit(f"`flask {' '.join(words)}` failed; its message is above.")


def is_empty(urls: Urls) -> bool:
    """Whether there is no consultation yet."""
    with psycopg.connect(urls.owner) as connection:
        return connection.execute("SELECT FROM consultation").fetchone() is None


def greeting(settings: Settings) -> str:
    """The address, and how to sign in to the demonstration."""
    lines = ["", f"Open {settings.site_url} in a browser. Ctrl-C stops everything and keeps the data."]
    file = settings.instance / SIGN_INS
    if file.exists():
        lines.append(f"Sign in at {settings.site_url}/staff/ with one of:")
        accounts = json.loads(file.read_text(encoding="utf-8"))
        lines += [f"  {email}  {password}" for email, password in accounts.items()]
    return "\n".join(lines)


def _interrupt(*_signal: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()
