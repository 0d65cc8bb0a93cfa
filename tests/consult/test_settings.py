"""Settings: read once, refused when they are unsafe."""

from pathlib import Path

import pytest

from consult.database import find_urls
from consult.settings import Settings, SettingsError, load_settings

LONG = "a secret that is long enough for everybody"


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
        ({"SECRET_KEY": LONG, "CONSULT_FACES": "residents,nobody"}, "CONSULT_FACES"),
    ],
)
def test_unsafe_settings_are_refused_by_name(environment: dict[str, str], named: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=named):
        load_settings({"CONSULT_INSTANCE": str(tmp_path)} | environment)


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
