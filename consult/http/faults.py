"""What a fault of the database means for whoever sent something: an outage, nearly always."""

import logging
from collections.abc import Iterator

from flask import request
from psycopg import Error as DriverError
from sqlalchemy.exc import PendingRollbackError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from consult.errors import ConflictError, ConsultError, UnavailableError, UnreadableError
from consult.logbook import name_of

log = logging.getLogger(__name__)

NO_STATE = "08000"  # the connection broke before the server could say why
# By class of SQLSTATE; every other one is a state of the database, in which nothing can be saved.
MEANINGS: dict[str, type[ConsultError]] = {"22": UnreadableError, "23": ConflictError}


def find_meaning(error: BaseException) -> ConsultError | None:
    """The error to show; None when the database has nothing to do with it."""
    for each in _chain(error):
        if isinstance(each, DriverError):
            return MEANINGS.get((each.sqlstate or NO_STATE)[:2], UnavailableError)()
        if isinstance(each, PoolTimeout | PendingRollbackError):
            return UnavailableError()
    return None


def note_fault(error: BaseException) -> None:
    """One line in the log: at which page, and what the database said in codes."""
    causes = ", ".join(name_of(each) for each in _chain(error) if isinstance(each, DriverError))
    log.error("%s %s: %s", request.method, request.endpoint, causes or name_of(error))


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An exception and all that it was raised from."""
    found: BaseException | None = error
    while found is not None:
        yield found
        found = getattr(found, "orig", None) or found.__cause__ or found.__context__
