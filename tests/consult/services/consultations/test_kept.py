"""One thread reads for all: counted by readings, with threads that meet at the same moment."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Lock

import pytest

from consult.errors import UnavailableError
from consult.services.consultations import kept as module
from consult.services.consultations.kept import Age, Kept

THREADS = 8
STRICT, PATIENT = Age(0.0, 0.0), Age(1.0, 60.0)


class Source:
    """Gives 1, 2, 3 … and counts; `open` lets readings end, `begun` tells that one is under way."""

    def __init__(self) -> None:
        self.readings, self.open, self.begun, self._lock = 0, Event(), Event(), Lock()
        self.open.set()

    def read(self) -> int:
        with self._lock:
            self.readings += 1
            number = self.readings
        self.begun.set()
        assert self.open.wait(5)
        return number


@pytest.fixture
def source() -> Source:
    return Source()


def aged(seconds: float) -> Kept[int]:
    """A value 0 whose reading began so long ago."""
    return Kept(0, time.monotonic() - seconds)


def at_once(take: Callable[[], int], source: Source) -> list[int]:
    """What threads get that all ask while the first of them reads."""
    source.open.clear()
    with ThreadPoolExecutor(THREADS) as pool:
        taken = [pool.submit(take) for _ in range(THREADS)]
        assert source.begun.wait(5)
        time.sleep(0.2)  # the others come
        source.open.set()
        return sorted(each.result(5) for each in taken)


def test_of_many_threads_that_find_it_old_one_reads_and_the_others_use_the_old_one(source: Source) -> None:
    kept = aged(10)
    assert at_once(lambda: kept.take(PATIENT, source.read), source) == [0] * (THREADS - 1) + [1]
    assert source.readings == 1


def test_what_is_older_than_can_be_borne_is_waited_for_and_still_read_once(source: Source) -> None:
    kept = aged(61)
    assert at_once(lambda: kept.take(PATIENT, source.read), source) == [1] * THREADS
    assert source.readings == 1


def test_nobody_who_wants_it_as_it_stands_is_given_a_reading_that_began_before_they_asked(
    source: Source,
) -> None:
    """The first reads; those who asked meanwhile share one more reading, begun after they all had asked."""
    kept = aged(0)
    assert at_once(lambda: kept.take(STRICT, source.read), source) == [1] + [2] * (THREADS - 1)


def test_a_failed_reading_leaves_the_old_one_and_is_tried_again(source: Source) -> None:
    def fail() -> int:
        raise OSError("gone")

    kept = aged(10)
    with pytest.raises(OSError, match="gone"):
        kept.take(PATIENT, fail)
    assert (kept.value, kept.is_fresh(PATIENT)) == (0, False)
    assert kept.take(PATIENT, source.read) == 1


def test_who_waits_too_long_for_anothers_reading_is_told_so(
    source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LONGEST_WAIT", 0.05)
    kept = aged(61)
    source.open.clear()
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(kept.take, PATIENT, source.read)
        assert source.begun.wait(5)
        with pytest.raises(UnavailableError):
            kept.take(PATIENT, source.read)
        source.open.set()
        assert reading.result(5) == 1
