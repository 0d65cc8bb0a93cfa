"""What a job works with: the database as the worker reaches it, and the keys."""

from dataclasses import dataclass
from functools import cache

from sqlalchemy import Engine

from consult.database import find_urls, make_engine
from consult.services.vault import Vault
from consult.settings import load_settings


@dataclass(frozen=True)
class Workplace:
    """The database as the worker reaches it, and the keys to read what people wrote."""

    engine: Engine
    vault: Vault


@cache
def workplace() -> Workplace:
    settings = load_settings()
    url = settings.worker_database_url or find_urls(settings).worker
    return Workplace(make_engine(url, statement_seconds=0), Vault.from_settings(settings))
