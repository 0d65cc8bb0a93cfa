"""One server for all who need it: started by the first, started again when it was killed, stopped by the last."""

import os
import shutil
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pytest

from consult.postgres import __main__ as keeper
from consult.postgres.cluster import Cluster, ClusterError
from consult.postgres.processes import is_alive, is_unburied, works_in
from consult.postgres.sharing import in_use
from tests.consult.supervisor.test_children import ends


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Cluster]:
    """A server of its own, not started."""
    server = Cluster(tmp_path / "instance", "word", durable=False)
    yield server
    server.stop()
    shutil.rmtree(server.home, ignore_errors=True)
    shutil.rmtree(server.sockets, ignore_errors=True)


def number_of(server: Cluster) -> int:
    return int((server.data / "postmaster.pid").read_text().split()[0])


def test_the_last_who_needs_it_stops_it(server: Cluster) -> None:
    with in_use(server):
        with in_use(server):
            assert server.is_running()
        assert server.is_running()
    assert not server.listens()


def test_one_that_was_left_running_is_stopped_by_its_next_user(server: Cluster) -> None:
    server.start()
    with in_use(server):
        assert server.is_running()
    assert not server.listens()


def test_it_is_started_again_when_it_was_killed(server: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeper, "BETWEEN_LOOKS", 0.1)
    stopping = Event()
    thread = Thread(target=keeper.keep, args=(server, stopping))
    thread.start()
    try:
        wait_for(server)
        killed = number_of(server)
        os.kill(killed, signal.SIGKILL)
        assert ends(killed)
        wait_for(server)
        assert number_of(server) != killed
    finally:
        stopping.set()
        thread.join(60)
    assert not server.listens()


def wait_for(server: Cluster) -> None:
    for _ in range(600):
        if server.is_running():
            return
        Event().wait(0.1)
    raise AssertionError("it never answered")


def test_another_secret_is_said_at_once(server: Cluster) -> None:
    with in_use(server):
        other = Cluster(server.instance, "another word")
        with pytest.raises(ClusterError, match="not the one that the data in"):
            other.start()


def test_a_server_that_knows_the_older_password_is_told_the_new_one(server: Cluster) -> None:
    with in_use(server):
        newer = replace(server, password='it\'s \\ "new"', older_password=server.password)
        assert not newer.start()
        assert replace(newer, older_password=None).is_running()
        with pytest.raises(ClusterError, match="not the one that the data in"):
            server.is_running()


def test_a_server_that_ends_at_once_says_why(server: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consult.postgres.cluster.LINGER_SECONDS", 0.5)
    server.start()
    server.stop()
    with (server.data / "postgresql.conf").open("a") as settings:
        settings.write("\nno_such_setting = 1\n")
    with pytest.raises(ClusterError, match="no_such_setting"):
        server.start()


@pytest.mark.parametrize("content", ["nonsense", "", "999999999\n", "0.5"])
def test_a_number_of_nobody_is_not_alive(tmp_path: Path, content: str) -> None:
    file = tmp_path / "postmaster.pid"
    assert not is_alive(file)
    file.write_text(content)
    assert not is_alive(file)


def test_neither_is_one_that_was_killed_and_never_waited_for(tmp_path: Path) -> None:
    dead = os.fork()
    if dead == 0:
        os._exit(0)
    os.waitid(os.P_PID, dead, os.WEXITED | os.WNOWAIT)
    file = tmp_path / "postmaster.pid"
    file.write_text(f"{dead}\n")
    assert (is_alive(file), is_unburied(file)) == (False, True)
    os.waitpid(dead, 0)
    file.write_text(f"{os.getpid()}\n")
    assert (is_alive(file), is_unburied(file)) == (True, False)


def test_parts_of_a_server_that_still_work_are_seen(server: Cluster) -> None:
    with in_use(server):
        assert works_in(server.data)
    assert not works_in(server.data)


def test_one_that_cannot_be_reached_any_more_is_started_anew(server: Cluster) -> None:
    with in_use(server):
        shutil.rmtree(server.sockets)
        assert not server.listens()
        server.start()
        assert server.is_running()
