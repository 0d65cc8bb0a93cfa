"""The whole product in its real processes, and Chromium in front of it."""

import shutil
import socket
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from consult import create_app
from consult.database import make_engine
from consult.extensions import db
from consult.models import Consultation
from consult.postgres.cluster import Cluster
from consult.postgres.roles import Urls, urls_from_owner
from consult.settings import Settings
from consult.supervisor.children import all_running, children
from consult.supervisor.readiness import wait_until_ready
from tests.browser.signing import signed_in
from tests.conftest import SECRET, TEMPLATE
from tests.factories import make_consultation
from tests.staff import add_account

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    found = next(path for name in CHROMIUM if (path := shutil.which(name)))
    return {**browser_type_launch_args, "executable_path": found, "args": FLAGS}


@pytest.fixture(scope="session")
def site_urls(cluster: Cluster, urls: Urls) -> Urls:
    """A database of its own: the processes keep what they have read, so nothing is emptied under them."""
    with psycopg.connect(cluster.url(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE browser TEMPLATE {TEMPLATE}")
    with psycopg.connect(cluster.url("browser")) as connection:
        connection.execute("INSERT INTO postcode (code, district) VALUES ('ME141XX', 'E07000110')")
    return urls_from_owner(Settings(SECRET), cluster.url("browser"))


@pytest.fixture(scope="session")
def site(site_urls: Urls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the running site."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    settings = Settings(SECRET, instance=tmp_path_factory.mktemp("site"), port=port, site_url=address)
    with all_running(children(settings, site_urls)):
        wait_until_ready(settings)
        yield settings.site_url


@pytest.fixture(scope="session")
def site_app(site_urls: Urls) -> Iterator[Flask]:
    """For hashing passwords as the site does."""
    app = create_app(Settings(SECRET, site_urls.web, site_urls.worker, site_urls.owner), ["staff"])
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="session")
def site_engine(site_urls: Urls) -> Iterator[Engine]:
    engine = make_engine(site_urls.web)
    yield engine
    engine.dispose()


@pytest.fixture
def site_session(site_engine: Engine) -> Iterator[Session]:
    with Session(site_engine) as session:
        yield session


@pytest.fixture
def consultation(site_session: Session, request: pytest.FixtureRequest) -> Consultation:
    """A consultation for one test alone."""
    slug = request.node.name.replace("_", "-").partition("[")[0]
    return make_consultation(site_session, slug=slug)


@pytest.fixture
def staff(
    page: Page, site: str, site_session: Session, site_app: Flask, request: pytest.FixtureRequest
) -> Page:
    """A page of somebody signed in as staff."""
    return signed_in(page, site, add_account(site_app, site_session, "staff", address_of(request)))


@pytest.fixture
def watcher(
    page: Page, site: str, site_session: Session, site_app: Flask, request: pytest.FixtureRequest
) -> Page:
    """A page of somebody signed in to watch the board."""
    return signed_in(page, site, add_account(site_app, site_session, "pcc", address_of(request)))


def address_of(request: pytest.FixtureRequest) -> str:
    return f"{request.node.name.partition('[')[0]}@example.org"
