"""When to stop: at the first signal, in order, and no later signal interrupts it."""

import signal
from dataclasses import dataclass, field
from threading import Event

# Ctrl-C, a service manager, a terminal that is closed, Ctrl-\.
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)


class StoppedError(Exception):
    """Somebody wants everything to stop; what is under way is left as it is."""


@dataclass
class Stopping:
    """Whether a signal came; a shell's background job would ignore Ctrl-C, so all are listened to anew."""

    asked: Event = field(default_factory=Event)

    def listen(self) -> None:
        for number in SIGNALS:
            signal.signal(number, self._note)

    def pause(self, seconds: float) -> None:
        """Wait, but not when everything is to stop; then raises `StoppedError`."""
        if self.asked.wait(seconds):
            raise StoppedError

    def _note(self, *_signal: object) -> None:
        if self.asked.is_set():
            print("Stopping already; everything is kept.", flush=True)
        self.asked.set()
