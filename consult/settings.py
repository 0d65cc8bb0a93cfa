"""Everything the environment may decide, read once into one frozen object; what is wrong is refused in a sentence."""

import os
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from tempfile import NamedTemporaryFile

from consult.environment import Environment, SettingsError
from consult.keys import Ring, derive, key_number

__all__ = ["FACES", "ROOT", "Networks", "Settings", "SettingsError", "kept_word", "load_settings"]

ROOT = Path(__file__).resolve().parent.parent
FACES = ("residents", "staff")
ENVIRONMENTS = ("development", "production")
SECRET_FILE = "secret-key"  # noqa: S105 - a name of a file
MINIMUM_SECRET = 32
LEAST_LETTERS = 10  # different ones, in a secret that nobody typed with one finger
MOST_CONNECTIONS = 100

Networks = tuple[IPv4Network | IPv6Network, ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """One field for each variable of the environment; docs/operating.md explains them."""

    secret_key: str = field(repr=False)
    database_url: str | None = field(default=None, repr=False)
    worker_database_url: str | None = field(default=None, repr=False)
    owner_database_url: str | None = field(default=None, repr=False)
    instance: Path = ROOT / "instance"
    production: bool = False
    port: int = 8000
    site_url: str = "http://127.0.0.1:8000"
    faces: tuple[str, ...] = FACES
    role_prefix: str = "consult"
    pool_size: int = 10
    trusted_proxies: Networks = ()
    older_secret: str | None = field(default=None, repr=False)

    @property
    def secure(self) -> bool:
        """Whether the site is served over https, so that cookies may insist on it."""
        return self.site_url.startswith("https://")

    def secret_for(self, purpose: str) -> bytes:
        """A 32-byte key for one purpose, derived from the secret key."""
        return derive(self.secret_key.encode(), purpose, 32)

    def older_for(self, purpose: str) -> bytes | None:
        """The same of the secret that was set before, where one is given."""
        return None if self.older_secret is None else derive(self.older_secret.encode(), purpose, 32)

    def ring_for(self, purpose: str) -> Ring:
        """The keys that things are sealed with, and opened with."""
        known = [self.secret_key, *([self.older_secret] if self.older_secret else [])]
        return Ring.of([secret.encode() for secret in known], purpose)


def load_settings(variables: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings; refuses to go on in production without a proper secret."""
    given = Environment(variables)
    given.check_names()
    instance = Path(given.words("CONSULT_INSTANCE") or ROOT / "instance")
    production = given.choice("CONSULT_ENVIRONMENT", ENVIRONMENTS) == "production"
    port = given.number("PORT", 8000, most=65_535)
    secret = _secret(given, instance, production=production)
    settings = Settings(
        secret_key=secret,
        older_secret=_older_secret(given, secret),
        database_url=given.database("DATABASE_URL"),
        worker_database_url=given.database("WORKER_DATABASE_URL"),
        owner_database_url=given.database("OWNER_DATABASE_URL"),
        instance=instance,
        production=production,
        port=port,
        site_url=given.site("SITE_URL", f"http://127.0.0.1:{port}"),
        faces=given.choices("CONSULT_FACES", FACES),
        role_prefix=given.name("CONSULT_ROLE_PREFIX", "consult"),
        pool_size=given.number("DATABASE_POOL_SIZE", 10, most=MOST_CONNECTIONS),
        trusted_proxies=given.networks("TRUSTED_PROXIES"),
    )
    if production and not settings.secure:
        raise SettingsError("SITE_URL must begin with https:// in production.")
    return settings


def _secret(given: Environment, instance: Path, *, production: bool) -> str:
    secret, name = given.words("SECRET_KEY"), "SECRET_KEY"
    if not secret and not production:
        secret = kept_word(instance / SECRET_FILE, partial(secrets.token_urlsafe, 48))
        name = f"The secret in {instance / SECRET_FILE}"
    return _good_secret(name, secret)


def _older_secret(given: Environment, newer: str) -> str | None:
    """What was sealed before with another secret is opened by it."""
    older = given.words("SECRET_KEY_OLD")
    if not older:
        return None
    if older == newer:
        raise SettingsError(
            "SECRET_KEY_OLD is the same as the secret in use. Leave it out, or set the one before."
        )
    if key_number(older.encode()) == key_number(newer.encode()):
        raise SettingsError("SECRET_KEY has by chance the same number as SECRET_KEY_OLD. Make another one.")
    return _good_secret("SECRET_KEY_OLD", older)


def _good_secret(name: str, secret: str) -> str:
    if len(secret) < MINIMUM_SECRET:
        raise SettingsError(f"{name} must be set and have at least {MINIMUM_SECRET} characters.")
    if len(set(secret)) < LEAST_LETTERS:
        raise SettingsError(
            f"{name} can be guessed: it has fewer than {LEAST_LETTERS} different characters. Make one with: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
        )
    return secret


def kept_word(file: Path, make: Callable[[], str]) -> str:
    """A word that is made once and kept beside the data it belongs to, readable by its owner alone."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            with NamedTemporaryFile(
                "w", dir=file.parent, encoding="utf-8"
            ) as new:  # only its owner can read it
                new.write(make())
                new.flush()
                with suppress(FileExistsError):  # another process was quicker; its word counts
                    os.link(new.name, file)
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else "it is not text"
        raise SettingsError(
            f"{file} cannot be read or made: {reason}. CONSULT_INSTANCE names its folder."
        ) from None
