"""The job queue: jobs are asked for by name, in the same transaction as whatever needs them."""

from procrastinate import App, SyncPsycopgConnector
from sqlalchemy import text
from sqlalchemy.orm import Session

# Names only: the functions live in consult.worker, which web processes never load.
FIND_THEMES = "find_themes"
MAKE_FINDING = "make_finding"

_asking = App(connector=SyncPsycopgConnector())


def defer(session: Session, name: str, lock: str | None = None, **arguments: int | str) -> None:
    """Ask for a job; it exists only if the caller's transaction is committed. Jobs with one lock run in turn."""
    connection = session.connection().connection.driver_connection
    task = _asking.configure_task(name, connection=connection, lock=lock)
    task.defer(**arguments)


WAITING = text("""
    SELECT EXISTS (SELECT FROM procrastinate_jobs WHERE task_name = :name AND lock = :lock
                   AND status IN ('todo', 'doing'))
""")


def is_waiting(session: Session, name: str, lock: str) -> bool:
    """Whether a job with this lock is waiting or under way."""
    return bool(session.scalar(WAITING, {"name": name, "lock": lock}))
