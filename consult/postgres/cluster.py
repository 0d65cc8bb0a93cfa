"""An embedded PostgreSQL server: created on first use, started, found again and stopped."""

import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from consult.postgres.account import Account, server_account
from consult.postgres.binaries import reachable_programs
from consult.postgres.processes import is_alive, is_unburied, works_in
from consult.settings import SECRET_FILE, kept_word

OWNER = "consult_owner"
SYSTEM_FOLDER = Path("/var/lib/consult-kent")
CONNECT_SECONDS = 3
SETTLE_SECONDS = 3.0  # until a server that starts has written its number
LINGER_SECONDS = 20.0
STOP_SECONDS = 120
BETWEEN_WORDS = 15.0
LAST_LINES = 3
MARK_FILE = "postgres-mark"
PID_FILE = "postmaster.pid"
SOCKET = ".s.PGSQL.5432"
WRONG_PASSWORD = "password authentication failed"  # noqa: S105 - words of the server
PRIVATE = 0o700
LONGEST_FOLDER = 107 - len(f"/{SOCKET}.lock")  # of a socket's folder; the system's own limit, less the name


class ClusterError(RuntimeError):
    """The embedded server could not be created or started; the message says why."""


@dataclass(frozen=True)
class Cluster:
    """One embedded server with its data under `instance`, reached through a private socket folder."""

    instance: Path
    password: str = field(repr=False)
    durable: bool = True
    account: Account = field(default_factory=server_account)
    older_password: str | None = field(default=None, repr=False)

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
        """Whether our own password opens the server; a left-over pid file proves nothing.

        A server that knows the older one is told the new one. Raises `ClusterError` when it knows neither.
        """
        if not self.sockets.exists():
            return False
        try:
            with psycopg.connect(self.url(), connect_timeout=CONNECT_SECONDS):
                return True
        except psycopg.OperationalError as fault:
            if WRONG_PASSWORD in str(fault):
                if self._change_password():
                    return True
                raise ClusterError(
                    f"The secret is not the one that the data in {self.home} was made with. Bring it back: it was in "
                    f"SECRET_KEY or in {self.instance / SECRET_FILE}. With another one nothing sealed can be read."
                ) from None
            return False

    def _change_password(self) -> bool:
        """Whether the older password opened the server, which then knows the new one."""
        if self.older_password is None:
            return False
        older = replace(self, password=self.older_password, older_password=None)
        statement = sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(OWNER), self.password)
        with (
            suppress(psycopg.OperationalError),
            psycopg.connect(older.url(), connect_timeout=CONNECT_SECONDS) as door,
        ):
            door.execute(statement)
            return True
        return False

    def listens(self) -> bool:
        """Whether somebody is there to answer; also while it recovers, or is too busy to."""
        with socket.socket(socket.AF_UNIX) as door:
            door.settimeout(CONNECT_SECONDS)
            try:
                door.connect(str(self.sockets / SOCKET))
            except OSError as fault:
                return isinstance(fault, TimeoutError)
            return True

    def start(self) -> bool:
        """Start the server, creating its data first when there is none; false if it ran already."""
        if self.is_running():
            return False
        self._prepare_folders()
        if not (self.data / "PG_VERSION").exists():
            self._create()
        if not (
            self.sockets / SOCKET
        ).exists():  # somebody tidied the temporary folder: nobody can reach it any more
            self.stop()
        self._launch()
        self._wait()
        return True

    def stop(self) -> None:
        """Stop the server, letting running transactions end at once."""
        if is_alive(self.data / PID_FILE):
            self._run("pg_ctl", "stop", "-w", "-m", "fast", "-t", str(STOP_SECONDS))

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

    def _launch(self) -> None:
        """Without waiting: after a crash it may read its journal for minutes."""
        if is_unburied(self.data / PID_FILE) and not works_in(self.data):
            (self.data / PID_FILE).unlink()
        self._run("pg_ctl", "start", "-W", "-l", str(self.home / "log"), "-o", self._options())

    def _wait(self) -> None:
        """Until it answers, however long that takes; when it ends again and again, with what it said.

        Parts of a server that was killed can linger for a moment, in which the next one refuses to start.
        """
        begun = told = launched = time.monotonic()
        while not self.is_running():
            now = time.monotonic()
            if now > launched + SETTLE_SECONDS and not is_alive(self.data / PID_FILE):
                if now > begun + LINGER_SECONDS:
                    raise ClusterError(f"The embedded PostgreSQL does not start: {self._last_words()}")
                self._launch()
                launched = now
            if now > told + BETWEEN_WORDS:
                print(f"The database is still starting ({now - begun:.0f} s)", file=sys.stderr, flush=True)
                told = now
            time.sleep(0.1)

    def _last_words(self) -> str:
        log = self.home / "log"
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines() if log.exists() else []
        return " ".join(lines[-LAST_LINES:]) or "it left no word"
