"""From settings to a database that runs, and the address each role reaches it by."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, create_engine

from consult.postgres.cluster import Cluster
from consult.postgres.roles import Urls, urls_from_owner
from consult.postgres.sharing import in_use
from consult.settings import Settings, SettingsError

NAME = "consult"
STATEMENT_SECONDS = 30


def embedded_cluster(settings: Settings) -> Cluster:
    """The server in the instance folder, used when no address is set."""
    forget_settings_of_the_shell()
    older = settings.older_for("database owner")
    password = settings.secret_for("database owner").hex()
    return Cluster(settings.instance, password, older_password=older.hex() if older else None)


def forget_settings_of_the_shell() -> None:
    """What a person's own shell says of PostgreSQL (PGPORT, PGSERVICE …) is meant for another server.

    It would lead every connection of this process astray.
    """
    for name in [name for name in os.environ if name.startswith("PG")]:
        del os.environ[name]


def find_urls(settings: Settings) -> Urls:
    """All three addresses: as given, or derived from the only one given, or those of the embedded server."""
    given = (settings.owner_database_url, settings.database_url, settings.worker_database_url)
    if all(given):
        return Urls(*(url for url in given if url))
    if settings.owner_database_url or settings.worker_database_url:
        raise SettingsError("Set DATABASE_URL alone, or OWNER_DATABASE_URL and WORKER_DATABASE_URL with it.")
    return urls_from_owner(settings, settings.database_url or embedded_cluster(settings).url(NAME))


@contextmanager
def running_database(settings: Settings) -> Iterator[Urls]:
    """The addresses of a server that runs; an embedded one is started if need be, and stopped by its last user."""
    if settings.database_url:
        yield find_urls(settings)
        return
    with in_use(embedded_cluster(settings)):
        yield find_urls(settings)


def make_engine(url: str, pool_size: int = 5, statement_seconds: int = STATEMENT_SECONDS) -> Engine:
    """An engine that drops dead connections and gives up after ten seconds rather than hang."""
    return create_engine(url, **engine_options(pool_size, statement_seconds))


def engine_options(pool_size: int, statement_seconds: int = STATEMENT_SECONDS) -> dict[str, Any]:
    """What every engine of the product is made with; a statement may take as long as it does with 0 seconds."""
    return {
        "pool_size": pool_size,
        "max_overflow": 0,
        "pool_timeout": 10,
        "hide_parameters": True,  # what people sent must not stand in a log beside an error
        "connect_args": {"connect_timeout": 5, "options": f"-c statement_timeout={statement_seconds}s"},
    }
