"""Waiting until something answers: as long as it takes on a busy machine, with a word now and then."""

import errno
import socket
import time
from collections.abc import Callable, Sequence
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

import psycopg

from consult.database import embedded_cluster
from consult.logbook import one_line
from consult.postgres.cluster import ClusterError
from consult.postgres.roles import Urls
from consult.settings import Settings
from consult.supervisor.children import Child
from consult.supervisor.stopping import Stopping

HOST = "127.0.0.1"
BETWEEN_LOOKS = 0.2
BETWEEN_WORDS = 15.0
LONGEST = 900.0
MOST_DEATHS = 5
CONNECT_SECONDS = 5
HOPELESS = ("authentication failed", "does not exist", "not permitted", "no pg_hba.conf entry")


class NotStartedError(RuntimeError):
    """Something does not come up; the message says what."""


class PortTakenError(RuntimeError):
    """Something else listens where the site should."""


def check_port(port: int) -> None:
    """Raises `PortTakenError` in words instead of a server's endless retries."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as fault:
            reason = "is in use" if fault.errno == errno.EADDRINUSE else f"cannot be used ({fault.strerror})"
            raise PortTakenError(f"Port {port} {reason}. Choose another: PORT=8001 make run") from None


def wait_until(
    what: str, answers: Callable[[], bool], processes: Sequence[Child] = (), stopping: Stopping | None = None
) -> None:
    """Return when it answers; raises `NotStartedError` when its processes end again and again, or at last."""
    stopping = stopping or Stopping()
    begun = time.monotonic()
    told = begun
    while not answers():
        now = time.monotonic()
        if now > begun + LONGEST or any(child.gave_up or child.ended >= MOST_DEATHS for child in processes):
            raise NotStartedError(f"{what} does not start; what it said is above.")
        for child in processes:
            child.revive()
        if now > told + BETWEEN_WORDS:
            print(f"{what} is still starting ({now - begun:.0f} s); a busy machine takes longer", flush=True)
            told = now
        stopping.pause(BETWEEN_LOOKS)


def site_answers(settings: Settings) -> bool:
    """By its own name, as it answers to no other."""
    connection = HTTPConnection(HOST, settings.port, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": urlsplit(settings.site_url).netloc})
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def database_answers(settings: Settings, urls: Urls) -> bool:
    """The embedded server, or the one that was given; raises `NotStartedError` where waiting would not help."""
    try:
        if settings.database_url is None:
            return embedded_cluster(settings).is_running()
        with psycopg.connect(urls.owner, connect_timeout=CONNECT_SECONDS):
            return True
    except ClusterError as fault:
        raise NotStartedError(str(fault)) from None
    except psycopg.OperationalError as fault:
        if any(words in str(fault) for words in HOPELESS):
            raise NotStartedError(f"The database refuses us: {one_line(str(fault))}") from None
        return False


def wait_until_ready(settings: Settings) -> None:
    """Return when the site answers."""
    wait_until("The site", lambda: site_answers(settings))
