"""One embedded server for all who need it at a time: the first starts it, the last stops it."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from consult.postgres.cluster import Cluster

USERS = "postgres-users"
TURN = "postgres-turn"


@contextmanager
def in_use(cluster: Cluster) -> Iterator[None]:
    """A running server until the end; whoever leaves last stops it, whoever it was that started it."""
    cluster.instance.mkdir(parents=True, exist_ok=True)
    with (cluster.instance / USERS).open("a") as users:
        with turn(cluster.instance):
            fcntl.flock(users, fcntl.LOCK_SH)
            cluster.start()
        try:
            yield
        finally:
            with turn(cluster.instance):
                if _is_last(users):
                    cluster.stop()


@contextmanager
def turn(instance: Path) -> Iterator[None]:
    """Starting and stopping are done by one process at a time."""
    with (instance / TURN).open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _is_last(users: IO[str]) -> bool:
    """Nobody else can hold a share of a lock that is given to us alone."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
