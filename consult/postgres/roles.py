"""The three roles: owner (migrations), web (adds) and worker (changes and erases)."""

from contextlib import suppress
from dataclasses import dataclass, field

import psycopg
from psycopg import sql
from psycopg.errors import InsufficientPrivilege
from sqlalchemy.engine import make_url

from consult.settings import Settings

WEB = "web"
WORKER = "worker"
QUIET = "ALTER ROLE {} SET log_min_messages = 'log'"  # errors of statements may repeat what people sent


@dataclass(frozen=True, slots=True)
class Urls:
    """Where each kind of process connects."""

    owner: str = field(repr=False)
    web: str = field(repr=False)
    worker: str = field(repr=False)


def role_name(settings: Settings, role: str) -> str:
    return f"{settings.role_prefix}_{role}"


def role_password(settings: Settings, role: str) -> str:
    """Derived, so that no file keeps it and every process finds the same."""
    return settings.secret_for(f"database role {role}").hex()


def urls_from_owner(settings: Settings, owner: str) -> Urls:
    """With only the owner's address known, the others differ in name and password."""
    return Urls(owner, url_as(settings, owner, WEB), url_as(settings, owner, WORKER))


def url_as(settings: Settings, url: str, role: str) -> str:
    """The same database, entered as `role`."""
    changed = make_url(url).set(username=role_name(settings, role), password=role_password(settings, role))
    return changed.render_as_string(hide_password=False)


def create_roles(settings: Settings, owner: str) -> None:
    """Create the roles that are missing. Roles belong to the whole server, so nothing here ever drops one."""
    with psycopg.connect(owner, autocommit=True) as connection:
        for role in (WEB, WORKER):
            name = role_name(settings, role)
            known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone()
            verb = sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}" if known else "CREATE ROLE {} LOGIN PASSWORD {}")
            connection.execute(verb.format(sql.Identifier(name), sql.Literal(role_password(settings, role))))
            with suppress(InsufficientPrivilege):  # then docs/operating.md asks the administrator to do it
                connection.execute(sql.SQL(QUIET).format(sql.Identifier(name)))
