"""Everything the environment may decide, read once into one frozen object."""

import os
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import NamedTemporaryFile

from consult.keys import derive

ROOT = Path(__file__).resolve().parent.parent
FACES = ("residents", "staff")
SECRET_FILE = "secret-key"  # noqa: S105 - a name of a file
MINIMUM_SECRET = 32


class SettingsError(RuntimeError):
    """A setting is missing or wrong; the message names it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """One field for each variable of the environment; docs/operating.md explains them."""

    secret_key: str = field(repr=False)
    database_url: str | None = field(default=None, repr=False)
    worker_database_url: str | None = field(default=None, repr=False)
    owner_database_url: str | None = field(default=None, repr=False)
    instance: Path = ROOT / "instance"
    production: bool = False
    site_url: str = "http://127.0.0.1:8000"
    faces: tuple[str, ...] = FACES
    role_prefix: str = "consult"
    pool_size: int = 10

    @property
    def secure(self) -> bool:
        """Whether the site is served over https, so that cookies may insist on it."""
        return self.site_url.startswith("https://")

    def secret_for(self, purpose: str) -> bytes:
        """A 32-byte key for one purpose, derived from the secret key."""
        return derive(self.secret_key.encode(), purpose, 32)


def load_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings; refuses to go on in production without a proper secret."""
    instance = Path(environment.get("CONSULT_INSTANCE", str(ROOT / "instance")))
    production = environment.get("CONSULT_ENVIRONMENT", "development") == "production"
    port = environment.get("PORT", "8000")
    settings = Settings(
        secret_key=_secret(environment, instance, production=production),
        database_url=_database(environment, "DATABASE_URL"),
        worker_database_url=_database(environment, "WORKER_DATABASE_URL"),
        owner_database_url=_database(environment, "OWNER_DATABASE_URL"),
        instance=instance,
        production=production,
        site_url=environment.get("SITE_URL", f"http://127.0.0.1:{port}").rstrip("/"),
        faces=_faces(environment.get("CONSULT_FACES", ",".join(FACES))),
        role_prefix=environment.get("CONSULT_ROLE_PREFIX", "consult"),
        pool_size=int(environment.get("DATABASE_POOL_SIZE", "10")),
    )
    if production and not settings.secure:
        raise SettingsError("SITE_URL must begin with https:// in production.")
    return settings


def _secret(environment: Mapping[str, str], instance: Path, *, production: bool) -> str:
    secret = environment.get("SECRET_KEY", "")
    if not secret and not production:
        secret = kept_word(instance / SECRET_FILE, partial(secrets.token_urlsafe, 48))
    if len(secret) < MINIMUM_SECRET:
        raise SettingsError(f"SECRET_KEY must be set and have at least {MINIMUM_SECRET} characters.")
    return secret


def kept_word(file: Path, make: Callable[[], str]) -> str:
    """A word that is made once and kept beside the data it belongs to, readable by its owner alone."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        with NamedTemporaryFile("w", dir=file.parent, encoding="utf-8") as new:  # only its owner can read it
            new.write(make())
            new.flush()
            with suppress(FileExistsError):  # another process was quicker; its word counts
                os.link(new.name, file)
    return file.read_text(encoding="utf-8")


def _database(environment: Mapping[str, str], name: str) -> str | None:
    url = environment.get(name)
    if url and not url.startswith(("postgresql://", "postgres://", "postgresql+psycopg://")):
        raise SettingsError(f"{name} must begin with postgresql://; no other database is supported.")
    return url.replace("postgres://", "postgresql://", 1) if url else None


def _faces(text: str) -> tuple[str, ...]:
    faces = tuple(face.strip() for face in text.split(",") if face.strip())
    unknown = set(faces) - set(FACES)
    if unknown or not faces:
        raise SettingsError(f"CONSULT_FACES must name one or more of {', '.join(FACES)}.")
    return faces
