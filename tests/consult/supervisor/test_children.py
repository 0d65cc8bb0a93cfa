"""Each process gets only what it needs; one that ends is started again; nothing of it outlives a stop."""

import os
import sys
import time
from pathlib import Path

import pytest

from consult.postgres.roles import Urls
from consult.settings import Settings
from consult.supervisor.children import WEB_PROCESSES, Child, all_running, children, database

URLS = Urls("postgresql://owner", "postgresql://web", "postgresql://worker")
SETTINGS = Settings("a secret that is long enough for everybody")
SLEEP = "import time; time.sleep(60)"
# A process that starts another one, which would go on without it.
FAMILY = f"import subprocess, sys, time; print(subprocess.Popen([sys.executable, '-c', '{SLEEP}']).pid, flush=True)"


def make_child(program: str = SLEEP) -> Child:
    return Child("trial", [sys.executable, "-c", program], os.environ)


def test_no_process_is_given_more_rights_than_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OWNER_DATABASE_URL", "postgresql://owner")
    given = {child.name: set(child.environment.values()) for child in children(SETTINGS, URLS)}
    assert "postgresql://web" in given["web 1"]
    assert not {"postgresql://owner", "postgresql://worker"} & given["web 1"]
    assert not {"postgresql://owner", "postgresql://web"} & (given["counting"] | given["jobs"])


def test_when_one_web_process_dies_another_serves() -> None:
    named = [child.name for child in children(SETTINGS, URLS)]
    assert sum(name.startswith("web") for name in named) == WEB_PROCESSES >= 2


def test_only_our_own_database_is_kept_running() -> None:
    assert [child.name for child in database(SETTINGS)] == ["database"]
    assert database(Settings("", database_url="postgresql://elsewhere")) == []


def test_a_process_that_ends_is_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consult.supervisor.children.RESTART_PAUSE", 0.0)
    child = make_child("pass")
    child.start()
    first = child.process
    assert first is not None
    first.wait()
    child.revive()
    assert child.process is not first
    child.stop()


def test_a_process_that_ends_again_and_again_is_given_longer_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    child = make_child("pass")
    pauses = []
    for ended in range(8):
        child.ended = ended
        pauses.append(child.pause)
    assert pauses == [1, 1, 4, 8, 16, 30, 30, 30]


def test_all_are_stopped_with_patience() -> None:
    processes = [make_child(), make_child()]
    begun = time.monotonic()
    with all_running(processes):
        assert all(child.runs for child in processes)
    assert time.monotonic() < begun + 10
    assert not any(child.runs for child in processes)


def test_what_a_process_started_ends_with_it(tmp_path: Path) -> None:
    told = tmp_path / "told"
    child = make_child(f"import sys; sys.stdout = open({str(told)!r}, 'w'); {FAMILY}; {SLEEP}")
    with all_running([child]):
        while not (told.exists() and told.read_text().strip()):
            time.sleep(0.05)
    assert ends(int(told.read_text()))


def ends(number: int) -> bool:
    """Whether it does so within half a minute."""
    give_up = time.monotonic() + 30
    while is_alive(number) and time.monotonic() < give_up:
        time.sleep(0.05)
    return not is_alive(number)


def is_alive(number: int) -> bool:
    state = Path(f"/proc/{number}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"


def test_one_that_says_that_trying_again_would_not_help_is_believed() -> None:
    child = make_child("raise SystemExit(78)")
    child.start()
    assert child.process is not None
    child.process.wait()
    assert child.gave_up
