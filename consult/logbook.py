"""What programs write down about themselves: what happened and where, never a word that somebody sent.

The message of an exception may repeat an answer ("invalid input syntax …", "Failing row contains …"), so of
exceptions only their kinds, places and codes are told. A message is one line whatever stands in it.
"""

import logging
import re
import sys
import threading
import traceback
from collections.abc import Iterator
from types import TracebackType
from typing import Any

from psycopg import Error as DriverError

UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
LONGEST = 2000


class DiscreetRecord(logging.LogRecord):
    """A line of any log of this process."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        if self.exc_info and self.exc_info[1] is not None:
            self.exc_text = tell(self.exc_info[1])

    def getMessage(self) -> str:  # noqa: N802 - the name that logging calls
        return one_line(super().getMessage())


def register_logging() -> None:
    """From now on every logger of the process is discreet, and so is whatever ends a program or a thread."""
    logging.setLogRecordFactory(DiscreetRecord)
    sys.excepthook = _report
    threading.excepthook = lambda ended: _report(ended.exc_type, ended.exc_value, ended.exc_traceback)


def one_line(words: str) -> str:
    """Words as one line of a log: what would begin another line, or turn it round, is spelled out."""
    return UNPRINTABLE.sub(lambda found: found[0].encode("unicode_escape").decode(), words[:LONGEST])


def tell(error: BaseException) -> str:
    """Where an exception came from, and what led to it, without its message."""
    lines: list[str] = []
    for each in _causes(error):
        lines += traceback.format_list(traceback.extract_tb(each.__traceback__))
        lines.append(f"{name_of(each)}\n")
    return "".join(lines).rstrip()


def name_of(error: BaseException) -> str:
    """The kind of an exception, and what its maker says of it in codes."""
    kind = type(error)
    found = f"{kind.__module__}.{kind.__qualname__}"
    if isinstance(error, DriverError):
        return found + _of_database(error)
    if isinstance(error, OSError) and error.strerror:
        return f"{found}: {one_line(error.strerror)}"
    return found


def _of_database(error: DriverError) -> str:
    """What the server says is left out, for it may quote a row; of the connection itself nothing was sent by it."""
    named = [error.sqlstate or str(error), error.diag.table_name, error.diag.constraint_name]
    return ": " + one_line(", ".join(part for part in named if part))


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The exceptions that led to this one, the first of them first."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _causes(before)
    yield error


def _report(
    kind: type[BaseException], error: BaseException | None, _trace: TracebackType | None = None
) -> None:
    if error is None or issubclass(kind, KeyboardInterrupt | SystemExit):
        return
    sys.stderr.write(f"{tell(error)}\n")
