"""`make run`: each process gets only what it needs, and one that ends is started again."""

import socket
import sys
import time
from pathlib import Path

import pytest

from consult.postgres.roles import Urls
from consult.settings import Settings
from consult.supervisor import Child, PortTakenError, check_port, children, greeting

URLS = Urls("postgresql://owner", "postgresql://web", "postgresql://worker")
SETTINGS = Settings("a secret that is long enough for everybody")


def test_no_process_is_given_more_rights_than_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OWNER_DATABASE_URL", "postgresql://owner")
    given = {child.name: set(child.environment.values()) for child in children(SETTINGS, URLS, 8000)}
    assert "postgresql://web" in given["web"]
    assert not {"postgresql://owner", "postgresql://worker"} & given["web"]
    assert not {"postgresql://owner", "postgresql://web"} & (given["counting"] | given["jobs"])


def test_a_process_that_ends_is_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consult.supervisor.RESTART_PAUSE", 0.0)
    child = Child("short", [sys.executable, "-c", "pass"], {})
    child.start()
    first = child.process
    assert first is not None
    first.wait()
    child.revive()
    assert child.process is not first
    child.stop()


def test_a_process_is_stopped_with_patience() -> None:
    child = Child("long", [sys.executable, "-c", "import time; time.sleep(60)"], {})
    child.start()
    begun = time.monotonic()
    child.stop()
    assert time.monotonic() < begun + 10
    assert child.process is not None
    assert child.process.poll() is not None


def test_a_taken_port_is_said_before_anything_is_started() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(PortTakenError, match="Choose another"):
            check_port(taken.getsockname()[1])


def test_the_greeting_tells_how_to_sign_in(tmp_path: Path) -> None:
    settings = Settings("a secret that is long enough for everybody", instance=tmp_path)
    assert "Sign in" not in greeting(settings)
    (tmp_path / "demo-sign-ins.json").write_text('{"staff@demo.example": "word"}')
    assert "staff@demo.example  word" in greeting(settings)
