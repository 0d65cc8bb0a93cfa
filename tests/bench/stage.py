"""A database and servers for benchmarks: the embedded PostgreSQL with fsync on, and granian as `make run` starts it."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from consult.database import embedded_cluster, find_urls, make_engine
from consult.migrations.preparation import prepare_database
from consult.postgres.roles import Urls
from consult.services.consultations.catalogue import Catalogue, Listing
from consult.settings import ROOT, Settings
from consult.supervisor.readiness import wait_until_ready
from tests.factories import SETTINGS_SECRET, SLUG, make_consultation


@dataclass(frozen=True)
class Stage:
    """A migrated database with one open consultation."""

    settings: Settings
    urls: Urls

    @contextmanager
    def session(self, url: str = "") -> Iterator[Session]:
        engine = make_engine(url or self.urls.web)
        with Session(engine) as session:
            yield session
        engine.dispose()

    def open_consultation(self) -> Listing:
        """The only consultation, as visitors see it."""
        with self.session() as session:
            make_consultation(session)
            return Catalogue().listing(session, SLUG)


@contextmanager
def staged() -> Iterator[Stage]:
    """A fresh cluster, durable as in real life, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    settings = Settings(SETTINGS_SECRET, instance=folder)
    cluster = embedded_cluster(settings)
    cluster.start()
    try:
        prepare_database(settings)
        yield Stage(settings, find_urls(settings))
    finally:
        cluster.stop()
        shutil.rmtree(cluster.home, ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def served(target: str, stage: Stage, workers: int = 2) -> Iterator[int]:
    """The port of a granian server for an RSGI target such as "wsgi:front"."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "rsgi", "--host", "127.0.0.1", "--port", str(port),
               "--workers", str(workers), "--no-ws", "--log-level", "error", target]  # fmt: skip
    environment = {
        **os.environ,
        "SECRET_KEY": SETTINGS_SECRET,
        "DATABASE_URL": stage.urls.web,
        "SITE_URL": f"http://127.0.0.1:{port}",
    }
    process = subprocess.Popen(command, env=environment, cwd=ROOT)
    try:
        wait_until_ready(Settings(SETTINGS_SECRET, port=port, site_url=environment["SITE_URL"]))
        yield port
    finally:
        process.terminate()
        process.wait()
