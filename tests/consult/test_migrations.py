"""The migrations: up, down, against the models, and what each role may do."""

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import inspect

from consult.database import make_engine
from consult.migrations.filters import is_ours
from consult.migrations.preparation import migrate
from consult.models import Base
from consult.postgres.cluster import Cluster
from consult.postgres.privileges import PRIVILEGES
from consult.postgres.roles import Urls


@pytest.fixture
def empty_url(cluster: Cluster) -> str:
    with psycopg.connect(cluster.url(), autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS migrated")
        connection.execute("CREATE DATABASE migrated")
    return cluster.url("migrated")


def test_migrations_build_what_the_models_describe(empty_url: str) -> None:
    migrate(empty_url)
    engine = make_engine(empty_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": is_ours})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_migrations_go_down_to_nothing_and_up_again(empty_url: str) -> None:
    migrate(empty_url)
    migrate(empty_url, "base")
    engine = make_engine(empty_url)
    assert inspect(engine).get_table_names() == ["alembic_version"]
    engine.dispose()
    migrate(empty_url)


def test_every_table_has_its_privileges_decided() -> None:
    assert set(PRIVILEGES) == set(Base.metadata.tables)


EVIDENCE = {
    "response": "answers",
    "statement": "sealed",
    "audit": "action",
    "outbox": "day",
    "cell": "counts",
    "moderation": "reason",
    "exclusion": "reason",
    "survey_version": "document",
}


@pytest.mark.parametrize("table", EVIDENCE)
@pytest.mark.parametrize("verb", ["UPDATE {table} SET {column} = {column}", "DELETE FROM {table}"])
def test_the_web_service_can_neither_change_nor_delete_evidence(urls: Urls, table: str, verb: str) -> None:
    statement = verb.format(table=table, column=EVIDENCE[table])
    with psycopg.connect(urls.web) as connection, pytest.raises(InsufficientPrivilege):
        connection.execute(statement)
