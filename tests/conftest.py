"""One embedded database server per test process; every test finds its tables empty."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from consult import create_app
from consult.database import forget_settings_of_the_shell, make_engine
from consult.extensions import db
from consult.migrations.preparation import prepare_database
from consult.models import Base
from consult.postgres.cluster import Cluster
from consult.postgres.roles import Urls, urls_from_owner
from consult.settings import Settings

SECRET = "only for tests, and long enough to be accepted"
TEMPLATE = "template_consult"
CLONE = "clone_consult"
COUNT_ANEW = """
    SELECT setval(sequencename::regclass, 1, false) FROM pg_sequences
    WHERE schemaname = 'public' AND last_value IS NOT NULL
"""


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    forget_settings_of_the_shell()
    cluster = Cluster(tmp_path_factory.mktemp("instance"), "owner-password", durable=False)
    cluster.start()
    yield cluster
    cluster.stop()
    shutil.rmtree(cluster.home)
    shutil.rmtree(cluster.sockets)


@pytest.fixture(scope="session")
def urls(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Urls:
    """A clone of a migrated template, in the three roles."""
    settings = Settings(SECRET, database_url=cluster.url(TEMPLATE), instance=tmp_path_factory.mktemp("made"))
    with psycopg.connect(cluster.url(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {TEMPLATE}")
        prepare_database(settings)
        connection.execute(f"CREATE DATABASE {CLONE} TEMPLATE {TEMPLATE}")
    return urls_from_owner(settings, cluster.url(CLONE))


@pytest.fixture
def settings(urls: Urls, tmp_path: Path) -> Settings:
    return Settings(SECRET, urls.web, urls.worker, urls.owner, tmp_path, site_url="http://localhost")


@pytest.fixture(scope="session")
def sweeper(urls: Urls) -> Iterator[psycopg.Connection]:
    """The owner's connection that empties the tables."""
    with psycopg.connect(urls.owner, autocommit=True) as connection:
        yield connection


@pytest.fixture
def emptied(sweeper: psycopg.Connection) -> Iterator[None]:
    """Empties all tables after a test, in one message: few rows are deleted sooner than 44 files are truncated."""
    yield
    tables = ["procrastinate_jobs", *(table.name for table in reversed(Base.metadata.sorted_tables))]
    emptying = [f'DELETE FROM "{table}"' for table in tables]  # noqa: S608 - names of our own
    sweeper.execute("; ".join([*emptying, COUNT_ANEW]))


@pytest.fixture(scope="session")
def web_engine(urls: Urls) -> Iterator[Engine]:
    engine = make_engine(urls.web, 25)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def worker_engine(urls: Urls) -> Iterator[Engine]:
    engine = make_engine(urls.worker)
    yield engine
    engine.dispose()


@pytest.fixture
def session(web_engine: Engine, emptied: None) -> Iterator[Session]:
    """A session with the rights of the web service."""
    with Session(web_engine) as session:
        yield session


@pytest.fixture
def owner_session(urls: Urls, emptied: None) -> Iterator[Session]:
    """A session with every right, for what no process may do."""
    engine = make_engine(urls.owner)
    with Session(engine) as session:
        yield session
    engine.dispose()


@pytest.fixture
def worker_session(worker_engine: Engine, emptied: None) -> Iterator[Session]:
    """A session with the rights of the worker."""
    with Session(worker_engine) as session:
        yield session


@pytest.fixture
def app(settings: Settings, emptied: None) -> Iterator[Flask]:
    """The residents' face."""
    yield from running_app(settings, "residents")


@pytest.fixture
def staff_app(settings: Settings, emptied: None) -> Iterator[Flask]:
    """The staff's face."""
    yield from running_app(settings, "staff")


def running_app(settings: Settings, face: str) -> Iterator[Flask]:
    app = create_app(settings, [face])
    app.testing = False  # errors are shown to visitors as in real life
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def staff_client(staff_app: Flask) -> FlaskClient:
    return staff_app.test_client()
