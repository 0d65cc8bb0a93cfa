"""Where the embedded server keeps its socket, and which settings of the shell it does not heed."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from consult.database import embedded_cluster
from consult.postgres.account import Account
from consult.postgres.cluster import Cluster
from consult.settings import Settings

MINE = Account(os.geteuid(), os.getegid(), switch=False)
ANOTHER = Account(65534, 65534, switch=True)
LIMIT = 107  # of the system, for the whole name of a socket


def socket_name(cluster: Cluster) -> str:
    return str(cluster.sockets / ".s.PGSQL.5432")


@pytest.fixture
def temporary(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setattr(tempfile, "tempdir", None)
    return monkeypatch


def test_a_long_temporary_folder_is_not_used(tmp_path: Path, temporary: pytest.MonkeyPatch) -> None:
    deep = tmp_path / ("x" * 60) / ("y" * 60)
    deep.mkdir(parents=True)
    temporary.setenv("TMPDIR", str(deep))
    assert len(socket_name(Cluster(tmp_path, "word", account=MINE))) <= LIMIT


def test_letters_of_several_bytes_count_as_what_they_take(
    tmp_path: Path, temporary: pytest.MonkeyPatch
) -> None:
    deep = tmp_path / ("é" * 40)
    deep.mkdir()
    temporary.setenv("TMPDIR", str(deep))
    assert len(socket_name(Cluster(tmp_path, "word", account=MINE)).encode()) <= LIMIT


def test_a_private_temporary_folder_is_not_used_for_another_account(
    tmp_path: Path, temporary: pytest.MonkeyPatch
) -> None:
    tmp_path.chmod(0o700)
    temporary.setenv("TMPDIR", str(tmp_path))
    cluster = Cluster(tmp_path, "word", account=ANOTHER)
    assert not cluster.sockets.is_relative_to(tmp_path)


def test_a_new_instance_in_the_place_of_a_deleted_one_begins_with_data_of_its_own(tmp_path: Path) -> None:
    instance = tmp_path / "instance"
    first = Cluster(instance, "word", account=MINE).mark
    assert Cluster(instance, "another word", account=MINE).mark == first
    shutil.rmtree(instance)
    assert Cluster(instance, "word", account=MINE).mark != first


def test_what_the_shell_says_of_another_server_is_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("PGPORT", "PGSERVICE", "PGHOST", "PGCHANNELBINDING"):
        monkeypatch.setenv(name, "7777")
    embedded_cluster(Settings("a secret that is long enough for everybody", instance=tmp_path))
    assert not [name for name in os.environ if name.startswith("PG")]
