"""From settings to a database that is running, migrated and ready for each role."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from alembic import command
from alembic.config import Config
from psycopg import sql
from sqlalchemy import Engine, create_engine

from consult.postgres.cluster import Cluster
from consult.postgres.privileges import grant_privileges
from consult.postgres.roles import Urls, create_roles, urls_from_owner
from consult.settings import Settings, SettingsError

NAME = "consult"
MIGRATIONS = Path(__file__).parent / "migrations"


def embedded_cluster(settings: Settings) -> Cluster:
    """The server in the instance folder, used when no address is set."""
    return Cluster(settings.instance, settings.secret_for("database owner").hex())


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
    """The addresses of a server that runs; an embedded one that had to be started is stopped again."""
    if settings.database_url:
        yield find_urls(settings)
        return
    cluster = embedded_cluster(settings)
    started = cluster.start()
    try:
        yield find_urls(settings)
    finally:
        if started:
            cluster.stop()


def prepare_database(settings: Settings) -> None:
    """Create what is missing (database, roles), migrate to the newest schema and set the rights."""
    urls = find_urls(settings)
    if not settings.database_url:
        _create_database(embedded_cluster(settings).url(), NAME)
    if not settings.owner_database_url:
        create_roles(settings, urls.owner)
    migrate(urls.owner)
    grant_privileges(settings, urls.owner)


def migrate(owner_url: str, revision: str = "head") -> None:
    """Bring the schema to `revision`, forwards or backwards, in one transaction."""
    engine = make_engine(owner_url)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            (command.downgrade if revision == "base" else command.upgrade)(config, revision)
    finally:
        engine.dispose()


def make_engine(url: str, pool_size: int = 5) -> Engine:
    """An engine that drops dead connections and gives up after ten seconds rather than hang."""
    return create_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=10,
        pool_pre_ping=False,
        connect_args={"connect_timeout": 5, "options": "-c statement_timeout=30000"},
    )


def _create_database(server_url: str, name: str) -> None:
    with psycopg.connect(server_url, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
