"""`python -m consult.supervisor`: what `make run` does, from an empty folder to a site that is up, and its end."""

from contextlib import ExitStack

from consult.database import find_urls
from consult.logbook import register_logging
from consult.settings import Settings, load_settings
from consult.supervisor.children import all_running, children, database
from consult.supervisor.claim import ClaimedError, claim
from consult.supervisor.first_start import CommandFailedError, prepare
from consult.supervisor.greeting import greeting
from consult.supervisor.readiness import (
    NotStartedError,
    PortTakenError,
    check_port,
    database_answers,
    site_answers,
    wait_until,
)
from consult.supervisor.stopping import StoppedError, Stopping

BETWEEN_LOOKS = 0.5


def main() -> None:
    """Prepare everything, run it, and stop it cleanly at the first signal."""
    register_logging()
    stopping = Stopping()
    stopping.listen()
    settings = load_settings()
    try:
        with claim(settings.instance, settings.site_url):
            check_port(settings.port)
            run(settings, stopping)
    except (ClaimedError, PortTakenError, NotStartedError, CommandFailedError) as fault:
        raise SystemExit(str(fault)) from None
    except StoppedError:
        print("\nStopped. Everything is kept; `make run` goes on from here.")


def run(settings: Settings, stopping: Stopping) -> None:
    """Each process starts when what it needs is there; they end in the opposite order."""
    urls = find_urls(settings)
    with ExitStack() as running:
        keepers = database(settings)
        running.enter_context(all_running(keepers))
        wait_until("The database", lambda: database_answers(settings, urls), keepers, stopping)
        prepare(settings, urls, stopping)
        processes = children(settings, urls)
        running.enter_context(all_running(processes))
        wait_until("The site", lambda: site_answers(settings), processes, stopping)
        print(greeting(settings), flush=True)
        while True:
            stopping.pause(BETWEEN_LOOKS)
            for child in [*keepers, *processes]:
                child.revive()


if __name__ == "__main__":
    main()
