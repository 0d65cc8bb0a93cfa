"""States that a database can be brought into while people are at work, and the way back."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg

from consult.postgres.roles import role_name
from consult.settings import Settings

WEB = role_name(Settings(""), "web")
TABLES = ("draft", "response", "session_note", "audit")


@dataclass(frozen=True)
class State:
    """SQL that the owner runs, SQL that undoes it, and what people are told then."""

    name: str
    begin: str
    end: str
    status: int = 503

    def __str__(self) -> str:
        return self.name


def refusing(code: str, status: int = 503, tables: Sequence[str] = TABLES) -> State:
    """Every row that is written is refused with an SQLSTATE, and the message repeats the row."""
    begin = f"""
        CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION USING MESSAGE = 'Row ' || NEW::text, DETAIL = NEW::text, ERRCODE = '{code}'; END $$;
    """
    for table in tables:
        trigger = f"CREATE TRIGGER refused BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW"
        begin += f"{trigger} EXECUTE FUNCTION refuse();"
    return State(f"refusing with {code}", begin, "DROP FUNCTION refuse() CASCADE", status)


def every_state(database: str) -> list[State]:
    """One for each class of SQLSTATE that a healthy statement can meet."""
    rights = "INSERT, UPDATE ON draft, response, session_note"
    return [
        State(
            "read only",
            f"ALTER DATABASE {database} SET default_transaction_read_only = on",
            f"ALTER DATABASE {database} RESET default_transaction_read_only",
        ),
        State(
            "full of connections",
            f"ALTER ROLE {WEB} CONNECTION LIMIT 0",
            f"ALTER ROLE {WEB} CONNECTION LIMIT -1",
        ),
        State("another password", f"ALTER ROLE {WEB} NOLOGIN", f"ALTER ROLE {WEB} LOGIN"),
        State("without rights", f"REVOKE {rights} FROM {WEB}", f"GRANT {rights} TO {WEB}"),
        State(
            "of another schema",
            "ALTER TABLE draft RENAME TO drafts; ALTER TABLE session_note RENAME TO notes",
            "ALTER TABLE drafts RENAME TO draft; ALTER TABLE notes RENAME TO session_note",
        ),
        *(refusing(code) for code in ("40001", "53100", "55P03", "57014", "58030", "P0001", "XX001")),
        refusing("22P02", 400),
        refusing("23514", 409),
    ]


@contextmanager
def in_state(owner: psycopg.Connection, state: State) -> Iterator[None]:
    """All connections of the web service are new ones in that state, and again when it is over."""
    owner.execute(state.begin)
    try:
        end_connections(owner)
        yield
    finally:
        owner.execute(state.end)
        end_connections(owner)


def end_connections(owner: psycopg.Connection) -> None:
    """Only those of applications under test: they call themselves "probed"."""
    owner.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'probed'")
