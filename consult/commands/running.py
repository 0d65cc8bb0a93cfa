"""A running database around a command, whoever started it."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import current_app
from sqlalchemy.orm import Session

from consult.database import make_engine, running_database
from consult.postgres.roles import Urls
from consult.settings import Settings


def current_settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings


@contextmanager
def running_urls() -> Iterator[Urls]:
    with running_database(current_settings()) as urls:
        yield urls


@contextmanager
def transaction(url: str, isolation_level: str = "READ COMMITTED") -> Iterator[Session]:
    """One session in one transaction, committed at the end."""
    engine = make_engine(url, statement_seconds=0)
    try:
        with Session(engine.execution_options(isolation_level=isolation_level)) as session, session.begin():
            yield session
    finally:
        engine.dispose()
