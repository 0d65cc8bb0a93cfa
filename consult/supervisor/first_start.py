"""What comes before serving: the database made ready and, on a machine where one tries it out, the demonstration."""

import os
import subprocess
import sys

import psycopg

from consult.parent import PARENT
from consult.postgres.roles import Urls
from consult.settings import ROOT, Settings
from consult.supervisor.stopping import StoppedError, Stopping

BETWEEN_LOOKS = 0.1
STOP_SECONDS = 30


class CommandFailedError(RuntimeError):
    """One of the product's own commands failed; it said why."""


def prepare(settings: Settings, urls: Urls, stopping: Stopping) -> None:
    """Whatever is missing; a first start that was interrupted left nothing, and is done anew."""
    run_command(settings, stopping, "database", "prepare")
    if wants_demonstration(settings) and is_empty(urls):
        run_command(settings, stopping, "demo")


def wants_demonstration(settings: Settings) -> bool:
    """Invented replies and accounts belong where nobody runs a real consultation: only into the embedded database."""
    return not settings.production and settings.database_url is None


def is_empty(urls: Urls) -> bool:
    """Whether there is no consultation yet."""
    with psycopg.connect(urls.owner) as connection:
        return connection.execute("SELECT FROM consultation").fetchone() is None


def run_command(settings: Settings, stopping: Stopping, *words: str) -> None:
    """Run one of the product's own commands; its messages are shown, its failure ends everything."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", *words]
    own = {PARENT: str(os.getpid()), "SECRET_KEY": settings.secret_key}
    environment = {**os.environ, **own, "CONSULT_INSTANCE": str(settings.instance)}
    with subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True) as process:
        try:
            while process.poll() is None:
                stopping.pause(BETWEEN_LOOKS)
        except StoppedError:
            process.terminate()
            process.wait(STOP_SECONDS)
            raise
    if process.returncode:
        raise CommandFailedError(f"`flask {' '.join(words)}` failed; its message is above.")
