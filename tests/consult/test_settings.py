"""Settings: read once, refused when they are unsafe."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from consult.database import find_urls
from consult.keys import key_number
from consult.settings import ROOT, Settings, SettingsError, load_settings

LONG = "a secret that is long enough for everybody"
SAME_NUMBER = next(
    other
    for other in (f"{LONG}, number {number}" for number in range(10_000))
    if key_number(other.encode()) == key_number(LONG.encode())
)


def test_a_developers_secret_is_made_once_and_kept_private(tmp_path: Path) -> None:
    environment = {"CONSULT_INSTANCE": str(tmp_path)}
    first = load_settings(environment)
    assert load_settings(environment).secret_key == first.secret_key
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({"CONSULT_ENVIRONMENT": "production", "SITE_URL": "https://x"}, "SECRET_KEY"),
        ({"CONSULT_ENVIRONMENT": "production", "SECRET_KEY": LONG}, "SITE_URL"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"SECRET_KEY": LONG, "DATABASE_URL": "sqlite://"}, "DATABASE_URL"),
        ({"SECRET_KEY": "x" * 40}, "SECRET_KEY can be guessed"),
        ({"SECRET_KEY": LONG, "SECRET_KEY_OLD": "short"}, "SECRET_KEY_OLD must"),
        ({"SECRET_KEY": LONG, "SECRET_KEY_OLD": "x" * 40}, "SECRET_KEY_OLD can be guessed"),
        ({"SECRET_KEY": LONG, "SECRET_KEY_OLD": LONG}, "SECRET_KEY_OLD is the same"),
        ({"SECRET_KEY": LONG, "SECRET_KEY_OLD": SAME_NUMBER}, "the same number as SECRET_KEY_OLD"),
        ({"DATABASE_URL": "postgresql://host:port/x"}, "DATABASE_URL is not an address"),
        ({"DATABASE_URL": "postgresql://[::1/x"}, "DATABASE_URL is not an address"),
        ({"CONSULT_FACES": "residents,nobody"}, "CONSULT_FACES"),
        ({"CONSULT_FACES": ","}, "CONSULT_FACES"),
        ({"CONSULT_ENVIRONMENT": "live"}, "CONSULT_ENVIRONMENT must be development or production"),
        ({"CONSULT_ROLE_PREFIX": 'x"; DROP'}, "CONSULT_ROLE_PREFIX"),
        ({"CONSULT_FACE": "staff"}, "CONSULT_FACE is not a setting. Did you mean CONSULT_FACES?"),
        ({"PORT": "eight"}, "PORT must be a whole number from 1 to 65,535"),
        ({"PORT": "0"}, "PORT"),
        ({"PORT": "70000"}, "PORT"),
        ({"PORT": "٣"}, "PORT"),
        ({"DATABASE_POOL_SIZE": "-1"}, "DATABASE_POOL_SIZE"),
        ({"TRUSTED_PROXIES": "nginx"}, "TRUSTED_PROXIES"),
        ({"SITE_URL": "consult.example"}, "SITE_URL"),
        ({"SITE_URL": "ftp://consult.example"}, "SITE_URL"),
        ({"SITE_URL": "https://consult.example/path"}, "SITE_URL"),
        ({"SITE_URL": "https://user@consult.example"}, "SITE_URL"),
        ({"SITE_URL": "https://consult.example:0x50"}, "SITE_URL"),
        ({"SITE_URL": "https://"}, "SITE_URL"),
    ],
)
def test_wrong_settings_are_refused_by_name(environment: dict[str, str], named: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=re.escape(named)):
        load_settings({"CONSULT_INSTANCE": str(tmp_path)} | environment)


def test_production_is_meant_however_it_is_written(tmp_path: Path) -> None:
    given = {"CONSULT_ENVIRONMENT": " Production", "SECRET_KEY": LONG, "SITE_URL": "https://consult.example/"}
    settings = load_settings(given)
    assert settings.production
    assert settings.site_url == "https://consult.example"


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError, match="CONSULT_INSTANCE names its folder"):
        load_settings({"CONSULT_INSTANCE": str(tmp_path / "file" / "instance")})


def test_a_damaged_secret_is_named(tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_bytes(b"")
    with pytest.raises(SettingsError, match="secret-key must be set"):
        load_settings({"CONSULT_INSTANCE": str(tmp_path)})


PROGRAMS = {
    "supervisor": ["-m", "consult.supervisor"],
    "command": ["-m", "flask", "--app", "wsgi", "cells", "verify"],
    "worker": ["-m", "consult.worker", "counting"],
    "web": ["-c", "import wsgi"],
}


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize(
    "wrong", [{"PORT": "eight"}, {"DATABASE_POOL_SIZE": "many"}, {"SECRET_KEY": "short"}]
)
def test_every_program_ends_with_one_sentence(program: str, wrong: dict[str, str], tmp_path: Path) -> None:
    environment = {"PATH": "/usr/bin:/bin", "CONSULT_INSTANCE": str(tmp_path)} | wrong
    command = [sys.executable, *PROGRAMS[program]]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert next(iter(wrong)) in done.stderr


def test_networks_may_be_named_by_any_address_in_them(tmp_path: Path) -> None:
    given = {"CONSULT_INSTANCE": str(tmp_path), "TRUSTED_PROXIES": "127.0.0.1, 10.1.2.3/8,fd00::/8"}
    assert [str(each) for each in load_settings(given).trusted_proxies] == [
        "127.0.0.1/32",
        "10.0.0.0/8",
        "fd00::/8",
    ]


def test_one_address_is_enough_for_three_roles() -> None:
    urls = find_urls(Settings(LONG, database_url="postgresql://owner:pw@host/db"))
    assert urls.owner == "postgresql://owner:pw@host/db"
    assert urls.web.startswith("postgresql://consult_web:")
    assert urls.worker.startswith("postgresql://consult_worker:")


def test_half_the_addresses_are_refused() -> None:
    with pytest.raises(SettingsError, match="DATABASE_URL"):
        find_urls(Settings(LONG, database_url="postgresql://a", owner_database_url="postgresql://b"))


def test_secrets_do_not_show_in_logs() -> None:
    assert LONG not in repr(Settings(LONG, database_url="postgresql://user:hidden@host/db"))
    assert "hidden" not in repr(Settings(LONG, database_url="postgresql://user:hidden@host/db"))
