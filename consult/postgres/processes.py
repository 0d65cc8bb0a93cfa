"""Whether a server is alive, from the file with its number and from what the system knows of that number."""

import os
from contextlib import suppress
from pathlib import Path

SYSTEM = Path("/proc")


def is_alive(file: Path) -> bool:
    """Whether the server whose number the file holds runs."""
    number = read_number(file)
    if number is None or is_unburied(file):
        return False
    try:
        os.kill(number, 0)
    except PermissionError:
        return True
    except (OSError, OverflowError):
        return False
    return True


def is_unburied(file: Path) -> bool:
    """Whether it was killed and nobody waited for it, as in a container without an init.

    Its number is still taken, so to its successor it seems to run.
    """
    try:
        status = (SYSTEM / str(read_number(file)) / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] == "Z"


def works_in(folder: Path) -> bool:
    """Whether any process does: parts of a server that was killed may still be writing."""
    for place in SYSTEM.glob("[0-9]*/cwd"):
        with suppress(OSError):
            if place.readlink() == folder.resolve():
                return True
    return False


def read_number(file: Path) -> int | None:
    try:
        return int(file.read_text(encoding="ascii").split()[0])
    except (OSError, ValueError, IndexError):
        return None
