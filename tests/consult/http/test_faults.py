"""Faults of the database: nearly all are outages, after which the same can be sent again; only two kinds are not."""

import logging

import pytest
from flask import Flask
from psycopg import Error as DriverError
from psycopg import errors
from sqlalchemy.exc import DBAPIError, PendingRollbackError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from consult.errors import ConflictError, ConsultError, UnavailableError, UnreadableError
from consult.http.faults import find_meaning, note_fault


def wrapped(cause: DriverError) -> DBAPIError:
    """As a session raises what the driver raised."""
    return DBAPIError("INSERT INTO statement VALUES (%(words)s)", {"words": "Secret."}, cause)


@pytest.mark.parametrize(
    ("cause", "meaning"),
    [
        (errors.UniqueViolation(), ConflictError),
        (errors.CheckViolation(), ConflictError),
        (errors.UntranslatableCharacter(), UnreadableError),
        (errors.DeadlockDetected(), UnavailableError),
        (errors.SerializationFailure(), UnavailableError),
        (errors.DiskFull(), UnavailableError),
        (errors.ReadOnlySqlTransaction(), UnavailableError),
        (errors.QueryCanceled(), UnavailableError),
        (errors.OperationalError("gone"), UnavailableError),
    ],
)
def test_a_fault_means_what_its_sender_can_do_about_it(
    cause: DriverError, meaning: type[ConsultError]
) -> None:
    for error in (cause, wrapped(cause)):
        assert type(find_meaning(error)) is meaning


@pytest.mark.parametrize("error", [PoolTimeout(), PendingRollbackError()])
def test_no_connection_left_is_an_outage(error: Exception) -> None:
    assert isinstance(find_meaning(error), UnavailableError)


def test_a_cause_is_found_behind_other_errors() -> None:
    outer = RuntimeError("while drawing the page")
    outer.__cause__ = wrapped(errors.DiskFull())
    assert isinstance(find_meaning(outer), UnavailableError)


def test_a_fault_of_ours_is_not_called_an_outage() -> None:
    assert find_meaning(KeyError("support")) is None


def test_the_log_says_where_and_what_and_nothing_that_was_sent(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    with app.test_request_context("/", method="POST"), caplog.at_level(logging.ERROR):
        note_fault(wrapped(errors.UniqueViolation("Key (words)=(Secret.) exists")))
    assert "POST" in caplog.text
    assert "UniqueViolation" in caplog.text or "23505" in caplog.text
    assert "Secret" not in caplog.text
