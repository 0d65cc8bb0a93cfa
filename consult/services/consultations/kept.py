"""Something that all threads of a process use, and that one of them at a time reads anew."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, TypeVar

from consult.errors import UnavailableError

T = TypeVar("T")
LONGEST_WAIT = 10.0


@dataclass(frozen=True, slots=True)
class Age:
    """How old in seconds a value may be: `fresh` when nobody reads, `oldest` while somebody else does."""

    fresh: float
    oldest: float


@dataclass
class Kept(Generic[T]):
    """A value and when its reading began; what was changed before that is in it.

    Whoever finds it too old reads it; the others go on with the old one meanwhile, as long as that is not older
    than they can bear, and otherwise wait for the one who reads. A reading that fails leaves the old value, and
    the next who finds it too old tries again.
    """

    value: T
    began: float = float("-inf")
    _lock: Lock = field(default_factory=Lock, repr=False)

    def take(self, age: Age, read: Callable[[], T]) -> T:
        """Raises what `read` raises, and `UnavailableError` when another's reading takes too long."""
        asked = time.monotonic()
        if self._since(asked - age.fresh):
            return self.value
        if not self._lock.acquire(blocking=False):
            if self._since(asked - age.oldest):
                return self.value
            if not self._lock.acquire(timeout=LONGEST_WAIT):
                raise UnavailableError
        try:
            if not self._since(asked - age.fresh):  # nobody read it while this thread waited
                self._read(read)
            return self.value
        finally:
            self._lock.release()

    def is_fresh(self, age: Age) -> bool:
        """Whether it can be taken without reading or waiting."""
        return self._since(time.monotonic() - age.fresh)

    def _since(self, moment: float) -> bool:
        return self.began >= moment

    def _read(self, read: Callable[[], T]) -> None:
        """The value first: a thread that looks in between takes the new one for an old one, never the reverse."""
        began = time.monotonic()
        self.value = read()
        self.began = began
