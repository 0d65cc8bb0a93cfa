"""The site as a siege finds it: the demonstration with a few replies, counted once, and an account for each role."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from flask_security import hash_password
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from consult import create_app
from consult.database import make_engine
from consult.demonstration.replies import Plan
from consult.demonstration.seed import seed_demonstration
from consult.extensions import db
from consult.postgres.cluster import Cluster
from consult.postgres.roles import urls_from_owner
from consult.security import all_headers
from consult.server.front import Front
from consult.server.site import Site
from consult.services.people import ROLES, add_person
from consult.settings import Settings
from consult.worker.counting import CountingLoop
from tests.conftest import SECRET, TEMPLATE
from tests.faults.addresses import Atlas
from tests.faults.logs import watching
from tests.faults.pages import Form, read_forms
from tests.faults.siege import Siege
from tests.faults.wire import Browser, browsing
from tests.staff import PASSWORD, SIGN_IN

SEEDED, BESIEGED = "faults_seeded", "faults_besieged"
COLLEAGUE = "colleague"
ROLES_OF_PEOPLE = ("nobody", "resident", *ROLES, COLLEAGUE)
START = "/consultations/facial-recognition/views/start"


@dataclass
class Fortress:
    """Both faces behind one front, as the product serves them."""

    apps: list[Flask]
    settings: Settings
    logs: list[Path]

    @contextmanager
    def besieged_by(self, role: str, share: float, seed: int = 1) -> Iterator[Siege]:
        site = Site(*(app.wsgi_app for app in self.apps))
        front = Front(site, threads=1, headers=all_headers(self.settings))
        with browsing(front) as browser, watching(*self.logs) as watch:
            person = People(browser, role)
            person.take_role()
            atlas = Atlas(self.apps)
            atlas.explore(browser)
            yield Siege(browser, atlas, watch, person.take_role, share, seed)


@dataclass
class People:
    """Somebody who comes back into their role after having lost it."""

    browser: Browser
    role: str

    def take_role(self) -> None:
        if self.role == "resident":
            self._begin()
        elif self.role != "nobody" and self.browser.open("/staff/").status != 200:
            fields = {"email": address_of(self.role).encode(), "password": PASSWORD.encode()}
            self._send_first(SIGN_IN, fields)
            assert self.browser.open("/staff/").status == 200

    def _begin(self) -> None:
        if "/continue" in self.browser.open(START).text:
            return
        self._send_first(START, {})

    def _send_first(self, address: str, fields: dict[str, bytes]) -> None:
        form = self._form(address)
        for name, value in fields.items():
            form = form.set(name, value)
        self.browser.send(form.request())

    def _form(self, address: str) -> Form:
        return read_forms(address, self.browser.open(address).text)[-1]


def address_of(role: str) -> str:
    return f"{role}@example.org"


@pytest.fixture(scope="session")
def seeded(cluster: Cluster, urls: object, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a database to make others of."""
    with psycopg.connect(cluster.url(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {SEEDED} TEMPLATE {TEMPLATE}")
    settings = settings_of(cluster, SEEDED, tmp_path_factory.mktemp("seeding"))
    app = create_app(settings, ["staff"])
    engine, worker = make_engine(settings.database_url or ""), make_engine(settings.worker_database_url or "")
    with app.app_context():
        seed_demonstration(engine, settings, Plan(replies=60, seed=4), lambda _more: None)
        with Session(engine) as session, session.begin():
            people = [(role, role) for role in ROLES] + [(COLLEAGUE, "staff")]
            for name, role in people:
                add_person(session, address_of(name), hash_password(PASSWORD), role)
        db.engine.dispose()
    count_once(worker)
    engine.dispose()
    worker.dispose()
    return SEEDED


def count_once(engine: Engine) -> None:
    loop = CountingLoop(engine)
    loop.step()
    loop.leadership.resign()


def settings_of(cluster: Cluster, name: str, instance: Path) -> Settings:
    found = urls_from_owner(Settings(SECRET), cluster.url(name))
    return Settings(SECRET, found.web, found.worker, found.owner, instance, site_url="http://localhost")


@pytest.fixture
def fortress(cluster: Cluster, seeded: str, tmp_path: Path) -> Iterator[Fortress]:
    with psycopg.connect(cluster.url(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {BESIEGED} TEMPLATE {seeded}")
    settings = settings_of(cluster, BESIEGED, tmp_path)
    apps = [create_app(settings, [face]) for face in ("residents", "staff")]
    yield Fortress(apps, settings, [cluster.home / "log"])
    for app in apps:
        with app.app_context():
            db.engine.dispose()
    with psycopg.connect(cluster.url(), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {BESIEGED} WITH (FORCE)")
