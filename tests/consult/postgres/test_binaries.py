"""The programs of PostgreSQL run wherever the product was installed, whoever installed it."""

import os
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from consult.postgres.account import Account, server_account
from consult.postgres.binaries import packaged_programs, reachable_programs

AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root hands the server to another account")
NEEDS_PROGRAMS_TO_RUN = pytest.mark.skipif(
    bool(os.statvfs(tempfile.gettempdir()).f_flag & os.ST_NOEXEC),
    reason="nothing can run in the temporary folder",
)


@pytest.fixture
def shut_out() -> Account:
    """An account that may not enter the folder the wheel lies in, as in root's private home."""

    class ShutOut(Account):
        def can_read(self, path: Path) -> bool:
            return not path.is_relative_to(packaged_programs().site) and super().can_read(path)

    account = server_account()
    return ShutOut(account.uid, account.gid, account.switch)


def test_what_can_be_used_in_place_is_not_copied(tmp_path: Path) -> None:
    account = replace(server_account(), switch=False)
    assert reachable_programs(account, tmp_path) == packaged_programs()
    assert list(tmp_path.iterdir()) == []


@NEEDS_PROGRAMS_TO_RUN
def test_a_copy_runs_with_the_libraries_it_came_with(tmp_path: Path, shut_out: Account) -> None:
    copied = reachable_programs(shut_out, tmp_path)
    assert copied.site.is_relative_to(tmp_path)
    loaded = subprocess.run(["ldd", copied.program("initdb")], check=True, capture_output=True, text=True)
    ours = [line for line in loaded.stdout.splitlines() if "libpq" in line]
    assert len(ours) == 1
    assert str(copied.site) in ours[0]


def test_a_copy_is_made_once(tmp_path: Path, shut_out: Account) -> None:
    made = reachable_programs(shut_out, tmp_path).site.stat().st_ino
    assert reachable_programs(shut_out, tmp_path).site.stat().st_ino == made


def test_a_copy_that_was_interrupted_is_not_used(tmp_path: Path, shut_out: Account) -> None:
    finished = reachable_programs(shut_out, tmp_path).site
    unfinished = finished.rename(finished.with_name(f"{finished.name}.unfinished"))
    (unfinished / "half").touch()
    assert reachable_programs(shut_out, tmp_path).program("initdb").exists()
    assert not (finished / "half").exists()


@AS_ROOT
def test_a_strict_umask_at_installation_does_not_shut_the_server_out(tmp_path: Path) -> None:
    account = server_account()
    program = tmp_path / "postgres"
    program.touch(mode=0o700)
    assert not account.can_read(program)


def test_a_copy_can_be_read_by_everybody(tmp_path: Path, shut_out: Account) -> None:
    program = reachable_programs(shut_out, tmp_path).program("postgres")
    assert program.stat().st_mode & 0o005 == 0o005
