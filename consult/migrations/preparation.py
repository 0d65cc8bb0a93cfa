"""Making a database ready: created, its roles known, its schema the newest, its rights set."""

from pathlib import Path

import psycopg
from alembic import command
from alembic.config import Config
from psycopg import sql

from consult.database import NAME, embedded_cluster, find_urls, make_engine
from consult.postgres.privileges import grant_privileges
from consult.postgres.roles import create_roles
from consult.settings import Settings

MIGRATIONS = Path(__file__).parent


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
    engine = make_engine(owner_url, statement_seconds=0)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            (command.downgrade if revision == "base" else command.upgrade)(config, revision)
    finally:
        engine.dispose()


def _create_database(server_url: str, name: str) -> None:
    with psycopg.connect(server_url, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
