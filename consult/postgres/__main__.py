"""`python -m consult.postgres`: keeps the embedded server running, and starts it again when it ended."""

import signal
from threading import Event

from consult.database import embedded_cluster
from consult.logbook import register_logging
from consult.parent import follow_parent
from consult.postgres.cluster import Cluster, ClusterError
from consult.postgres.sharing import in_use, turn
from consult.settings import load_settings

BETWEEN_LOOKS = 1.0
PAUSE_AFTER_FAULT = 5.0
GIVE_UP = 78  # the usual number for a wrong configuration: trying again would not help


def keep(cluster: Cluster, stopping: Event) -> None:
    """Return when asked to stop; the server is stopped then, unless a command still uses it."""
    with in_use(cluster):
        while not stopping.wait(BETWEEN_LOOKS):
            if not cluster.listens():
                start_again(cluster, stopping)


def start_again(cluster: Cluster, stopping: Event) -> None:
    print("The database ended; starting it again", flush=True)
    try:
        with turn(cluster.instance):
            cluster.start()
        print("The database runs again", flush=True)
    except ClusterError as fault:
        print(fault, flush=True)
        stopping.wait(PAUSE_AFTER_FAULT)


def main() -> None:
    register_logging()
    stopping = Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_signal: stopping.set())
    cluster = embedded_cluster(load_settings())
    follow_parent()
    try:
        keep(cluster, stopping)
    except ClusterError as fault:
        print(fault, flush=True)
        raise SystemExit(GIVE_UP) from None


if __name__ == "__main__":
    main()
