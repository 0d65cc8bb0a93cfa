"""One supervisor for one instance: a second one would stop what the first one needs."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FILE = "supervisor"


class ClaimedError(RuntimeError):
    """Another supervisor runs on this instance; the message says which."""


@contextmanager
def claim(instance: Path, address: str) -> Iterator[None]:
    """Hold the instance until the end; raises `ClaimedError` in words when another process does."""
    instance.mkdir(parents=True, exist_ok=True)
    with (instance / FILE).open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.seek(0)
            raise ClaimedError(
                f"Consult Kent runs from {instance} already: {file.read().strip() or 'it is just starting'}. "
                "Stop it first, or give this one a place of its own: CONSULT_INSTANCE=folder PORT=8001 make run"
            ) from None
        file.truncate(0)
        file.write(f"process {os.getpid()} at {address}")
        file.flush()
        yield
        file.truncate(0)
