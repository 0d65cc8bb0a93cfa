"""Processes that end with the one that started them, however that one ended."""

import os
import signal
import threading
import time

PARENT = "CONSULT_PARENT"  # the number of the process to follow; whoever starts others names itself
BETWEEN_LOOKS = 0.5
LAST_SECONDS = 20.0


def follow_parent() -> None:
    """From now on this process is asked to end, and then ended, when its parent is gone; only where one is named.

    A parent that was killed can tell nobody. Its children then belong to another process, and that is seen.
    """
    named = os.environ.get(PARENT)
    if named:
        threading.Thread(target=_watch, args=(int(named),), name="parent", daemon=True).start()


def become_parent() -> None:
    """What this process starts shall follow it."""
    if os.environ.get(PARENT):
        os.environ[PARENT] = str(os.getpid())


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(BETWEEN_LOOKS)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(LAST_SECONDS)
    os.kill(os.getpid(), signal.SIGKILL)
