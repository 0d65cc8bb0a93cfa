"""How much may be sent at once, and how slowly: forms are small, one page of staff takes files."""

import re
from dataclasses import dataclass

MEGABYTE = 1024 * 1024
MOST_HELD = 64 * MEGABYTE  # of all bodies together, in one process
SMALL = 64 * 1024  # a body up to this size is never refused for lack of room
LONGEST_QUEUE = 1000  # whole requests that wait for a thread
MOST_REFUSALS = 50  # pages for those turned away, drawn one after another


@dataclass(frozen=True, slots=True)
class Limit:
    """Bytes and seconds of one body; `at_once` bounds how many such bodies are held in memory."""

    size: int
    seconds: float
    at_once: int | None = None


FORM = Limit(2 * MEGABYTE, 20.0)
FILE = Limit(12 * MEGABYTE, 120.0, at_once=4)
TAKES_FILES = re.compile(r"/staff/[^/]+/submissions/add")


def limit_of(path: str) -> Limit:
    return FILE if TAKES_FILES.fullmatch(path) else FORM
