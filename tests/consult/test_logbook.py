"""The log says what happened and where, in one line, and never a word of what was sent."""

import io
import logging
import subprocess
import sys

import psycopg
import pytest
from psycopg.errors import CheckViolation, DiskFull, InvalidTextRepresentation

from consult.logbook import name_of, one_line, register_logging, tell

SECRET = "a view that nobody may read"


@pytest.fixture
def written() -> io.StringIO:
    """What a logger of the process writes."""
    register_logging()
    return io.StringIO()


def log_to(written: io.StringIO) -> logging.Logger:
    logger = logging.getLogger("somebody")
    logger.handlers = [logging.StreamHandler(written)]
    return logger


def fail() -> None:
    try:
        int(SECRET)
    except ValueError as error:
        raise KeyError(SECRET) from error


def test_an_exception_is_told_by_its_kind_and_place(written: io.StringIO) -> None:
    try:
        fail()
    except KeyError:
        log_to(written).exception("It went wrong")
    told = written.getvalue()
    assert "builtins.ValueError" in told
    assert "builtins.KeyError" in told
    assert "in fail" in told
    assert SECRET not in told


@pytest.mark.parametrize("mark", ["\n", "\r\n", "\x1b[2J", "\x00", "\x85", "\u2028", "\u202e"])
def test_a_line_cannot_be_forged(written: io.StringIO, mark: str) -> None:
    log_to(written).error("GET %s", f"/x{mark}ERROR all is lost")
    assert written.getvalue().count("\n") == 1
    assert mark not in written.getvalue().rstrip("\n")
    assert "ERROR all is lost" in written.getvalue()


def test_a_line_is_no_longer_than_it_is_read() -> None:
    assert len(one_line("x" * 1_000_000)) == 2000


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (CheckViolation(f"Failing row contains ({SECRET})"), "psycopg.errors.CheckViolation: 23514"),
        (InvalidTextRepresentation(SECRET), "psycopg.errors.InvalidTextRepresentation: 22P02"),
        (DiskFull(SECRET), "psycopg.errors.DiskFull: 53100"),
        (OSError(28, "No space left on device", SECRET), "builtins.OSError: No space left on device"),
        (psycopg.OperationalError("connection refused"), "psycopg.OperationalError: connection refused"),
    ],
)
def test_errors_are_named_by_their_codes(error: Exception, told: str) -> None:
    assert name_of(error) == told


def test_what_was_hidden_on_purpose_stays_hidden() -> None:
    hidden = RuntimeError()
    hidden.__context__, hidden.__suppress_context__ = ValueError(SECRET), True
    assert tell(hidden) == "builtins.RuntimeError"


@pytest.mark.parametrize("place", ["main", "thread"])
def test_so_is_what_ends_a_program_or_a_thread(place: str) -> None:
    run = {"main": "fail()", "thread": "import threading; threading.Thread(target=fail).start()"}[place]
    program = f"""
from consult.logbook import register_logging
register_logging()
def fail():
    int({SECRET!r})
{run}
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "builtins.ValueError" in done.stderr
    assert f"invalid literal for int() with base 10: '{SECRET}'" not in done.stderr
