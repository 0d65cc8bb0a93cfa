"""An embedded PostgreSQL server: created on first use, started, found again and stopped."""

import os
import secrets
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import quote

import psycopg

from consult.postgres.account import Account, server_account
from consult.postgres.binaries import reachable_programs
from consult.settings import kept_word

OWNER = "consult_owner"
SYSTEM_FOLDER = Path("/var/lib/consult-kent")
START_SECONDS = 60
MARK_FILE = "postgres-mark"
PRIVATE = 0o700
LONGEST_FOLDER = 107 - len(
    "/.s.PGSQL.5432.lock"
)  # of a socket's folder; the system's own limit, less the name


class ClusterError(RuntimeError):
    """The embedded server could not be created or started; the message says why."""


@dataclass(frozen=True)
class Cluster:
    """One embedded server with its data under `instance`, reached through a private socket folder."""

    instance: Path
    password: str = field(repr=False)
    durable: bool = True
    account: Account = field(default_factory=server_account)

    @property
    def mark(self) -> str:
        """What tells this server's folders outside the instance from those of others.

        It is kept in the instance: a new one in the place of one that was deleted does not find the old data.
        """
        return kept_word(self.instance / MARK_FILE, partial(secrets.token_hex, 5))

    @property
    def home(self) -> Path:
        """The data's folder: inside the instance, or in the system's when the account cannot reach that."""
        inside = self.instance.resolve() / "postgres"
        return inside if self.account.can_reach(inside) else SYSTEM_FOLDER / self.mark

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def sockets(self) -> Path:
        """A short path that the account can reach: the system allows about 100 characters for a socket's name."""
        name = f"consult-{self.account.uid}-{self.mark}"
        places = [Path(tempfile.gettempdir()) / name, Path("/tmp") / name, self.home]  # noqa: S108
        return next(filter(self._fits_sockets, places), places[-1])

    def _fits_sockets(self, folder: Path) -> bool:
        return (
            folder.parent.exists() and self.account.can_reach(folder) and len(bytes(folder)) <= LONGEST_FOLDER
        )

    def url(self, database: str = "postgres") -> str:
        return f"postgresql://{OWNER}:{quote(self.password)}@/{database}?host={quote(str(self.sockets), safe='')}"

    def is_running(self) -> bool:
        """Whether our own password opens the server; a left-over pid file proves nothing."""
        if not self.sockets.exists():
            return False
        try:
            with psycopg.connect(self.url(), connect_timeout=3):
                return True
        except psycopg.OperationalError:
            return False

    def start(self) -> bool:
        """Start the server, creating its data first when there is none; false if it ran already."""
        if self.is_running():
            return False
        self._prepare_folders()
        if not (self.data / "PG_VERSION").exists():
            self._create()
        self._run(
            "pg_ctl",
            "start",
            "-w",
            "-t",
            str(START_SECONDS),
            "-l",
            str(self.home / "log"),
            "-o",
            self._options(),
        )
        self._wait()
        return True

    def stop(self) -> None:
        """Stop the server, letting running transactions end at once."""
        if (self.data / "postmaster.pid").exists():
            self._run("pg_ctl", "stop", "-w", "-m", "fast")

    def _prepare_folders(self) -> None:
        self.instance.mkdir(parents=True, exist_ok=True)
        if self.home.is_relative_to(SYSTEM_FOLDER):
            SYSTEM_FOLDER.mkdir(mode=0o755, exist_ok=True)
        for folder in (self.home, self.sockets):
            folder.mkdir(mode=PRIVATE, exist_ok=True)
            if folder.is_symlink() or folder.stat().st_uid not in {self.account.uid, os.geteuid()}:
                raise ClusterError(f"{folder} belongs to somebody else; remove it and try again.")
            self.account.own(folder)

    def _create(self) -> None:
        """Fill a fresh data folder; the password travels in a file only the account can read."""
        secret = self.home / "owner-password"
        secret.touch(mode=0o600)
        secret.write_text(self.password, encoding="utf-8")
        self.account.own(secret)
        try:
            self._run("initdb", "-U", OWNER, "--pwfile", str(secret), "--auth", "scram-sha-256", "-E", "UTF8",
                      "--locale", "C.UTF-8", "--no-instructions")  # fmt: skip
        finally:
            secret.unlink()

    def _options(self) -> str:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.sockets),
            "unix_socket_permissions": "0700",
            "max_connections": "80",
            "timezone": "UTC",
            "jit": "off",
            "log_min_messages": "log",  # errors of statements may repeat what people sent; we log their codes
        }
        if not self.durable:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        return " ".join(f"-c {name}='{value}'" for name, value in settings.items())

    def _run(self, program: str, *arguments: str) -> None:
        binary = reachable_programs(self.account, self.home).program(program)
        self._call([str(binary), "-D", str(self.data), *arguments])

    def _call(self, command: Sequence[str]) -> None:
        # Output goes to a file: pg_ctl's server would keep a pipe open for ever.
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
            streams = {"stdin": subprocess.DEVNULL, "stdout": said, "stderr": said}
            done = subprocess.run(command, check=False, cwd="/", **streams, **self.account.popen_options())  # type: ignore[call-overload]
            if done.returncode:
                said.seek(0)
                raise ClusterError(f"{Path(command[0]).name} failed: {said.read().strip()[-800:]}")

    def _wait(self) -> None:
        """A killed postmaster can linger for a moment, so one connection test is not enough."""
        give_up = time.monotonic() + START_SECONDS
        while not self.is_running():
            if time.monotonic() > give_up:
                raise ClusterError(f"The embedded PostgreSQL did not answer; see {self.home / 'log'}.")
            time.sleep(0.1)
