"""Starting with patience, in words; one supervisor for an instance; stopping that nothing interrupts."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from consult.postgres.roles import Urls
from consult.settings import ROOT, Settings
from consult.supervisor.children import Child
from consult.supervisor.claim import ClaimedError, claim
from consult.supervisor.first_start import CommandFailedError, run_command, wants_demonstration
from consult.supervisor.greeting import greeting
from consult.supervisor.readiness import (
    NotStartedError,
    PortTakenError,
    check_port,
    database_answers,
    wait_until,
)
from consult.supervisor.stopping import StoppedError, Stopping

LONG = "a secret that is long enough for everybody"


def test_a_taken_port_is_said_before_anything_is_started() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(PortTakenError, match="is in use"):
            check_port(taken.getsockname()[1])


def test_a_second_supervisor_is_refused_in_words(tmp_path: Path) -> None:
    with claim(tmp_path, "http://127.0.0.1:8000"):
        with pytest.raises(ClaimedError, match=f"process {os.getpid()} at http://127.0.0.1:8000"):
            claim(tmp_path, "").__enter__()
        with claim(tmp_path / "another", ""):
            pass
    with claim(tmp_path, ""):
        pass


def test_a_supervisor_that_was_killed_leaves_its_instance_free(tmp_path: Path) -> None:
    program = f"""
import os
from pathlib import Path
from consult.supervisor.claim import claim
with claim(Path({str(tmp_path)!r}), "somewhere"):
    os.kill(os.getpid(), 9)
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    with claim(tmp_path, ""):
        pass


@pytest.fixture
def stopping() -> Iterator[Stopping]:
    """Signals as the supervisor takes them, and back again."""
    before = {number: signal.getsignal(number) for number in (1, 2, 3, 15)}
    stopping = Stopping()
    stopping.listen()
    yield stopping
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"])
def test_every_way_of_stopping_is_noticed_at_once(stopping: Stopping, name: str) -> None:
    os.kill(os.getpid(), getattr(signal, name))
    with pytest.raises(StoppedError):
        stopping.pause(60)


def test_a_second_signal_interrupts_nothing(stopping: Stopping, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(3):
        os.kill(os.getpid(), signal.SIGINT)
    assert "Stopping already" in capsys.readouterr().out


def test_waiting_is_told_now_and_then(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("consult.supervisor.readiness.BETWEEN_WORDS", 0.0)
    answers = iter([False, False, True])
    wait_until("The site", lambda: next(answers))
    assert "The site is still starting" in capsys.readouterr().out


def test_what_ends_again_and_again_is_not_waited_for() -> None:
    child = Child("trial", [sys.executable, "-c", "pass"], os.environ, ended=5)
    with pytest.raises(NotStartedError, match="The site does not start"):
        wait_until("The site", lambda: False, [child])


def test_waiting_ends_when_everything_is_to_stop() -> None:
    stopping = Stopping()
    stopping.asked.set()
    with pytest.raises(StoppedError):
        wait_until("The site", lambda: False, stopping=stopping)


def test_a_database_that_refuses_us_is_said_at_once(urls: Urls) -> None:
    wrong = replace(urls, owner=urls.owner.replace("consult_owner:", "consult_owner:wrong"))
    with pytest.raises(NotStartedError, match="The database refuses us"):
        database_answers(Settings(LONG, database_url=wrong.owner), wrong)


def test_a_database_that_is_not_there_yet_is_waited_for() -> None:
    nowhere = "postgresql://owner@127.0.0.1:1/none"
    assert not database_answers(Settings(LONG, database_url=nowhere), Urls(nowhere, nowhere, nowhere))


def test_the_demonstration_never_comes_where_replies_may_be_real() -> None:
    tried_out = Settings(LONG)
    assert wants_demonstration(tried_out)
    assert not wants_demonstration(replace(tried_out, production=True))
    assert not wants_demonstration(replace(tried_out, database_url="postgresql://owner@host/db"))


def test_a_command_that_fails_ends_the_start_and_one_under_way_is_ended(tmp_path: Path) -> None:
    settings = Settings(LONG, instance=tmp_path)
    with pytest.raises(CommandFailedError, match="`flask nothing` failed"):
        run_command(settings, Stopping(), "nothing")
    stopping = Stopping()
    stopping.asked.set()
    with pytest.raises(StoppedError):
        run_command(settings, stopping, "--help")


def test_the_greeting_tells_how_to_sign_in_to_a_demonstration(tmp_path: Path) -> None:
    settings = Settings(LONG, instance=tmp_path)
    assert "Sign in" not in greeting(settings)
    (tmp_path / "demo-sign-ins.json").write_text('{"staff@demo.example": "word"}')
    assert "staff@demo.example  word" in greeting(settings)
    assert "word" not in greeting(replace(settings, production=True))
