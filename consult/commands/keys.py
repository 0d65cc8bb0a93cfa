"""`flask keys`: what an older secret sealed, counted and sealed anew."""

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from consult.commands.running import running_urls
from consult.database import make_engine
from consult.services import audit
from consult.services.resealing import PLACES, Place, Tally, look_through
from consult.services.vault import Vault

keys = AppGroup("keys", help="Change the secret.")


@keys.command("check")
def check() -> None:
    """Count what still needs the older secret; ends with an error while anything does."""
    found = report(renew=False)
    if found.left:
        raise click.ClickException(f"{found.left} still need the older secret; run `flask keys renew`")


@keys.command("renew")
def renew() -> None:
    """Seal anew what the older secret sealed; can be ended and run again at any time."""
    report(renew=True)


def report(*, renew: bool) -> Tally:
    """A line for each table and column; what no secret opens ends the command with an error."""
    whole = Tally()
    with running_urls() as urls:
        engine = make_engine(urls.owner, statement_seconds=0)  # nobody else may change what is sealed
        for place in PLACES:
            found = walk(engine, place, renew=renew)
            click.echo(
                f"{place.table}.{place.column}: {found.seen} looked at, {found.renewed} sealed anew, "
                f"{found.left} left, {found.lost} cannot be opened"
            )
            whole += found
        note(engine, whole)
        engine.dispose()
    if whole.lost:
        raise click.ClickException(f"{whole.lost} were sealed with another secret; set it as SECRET_KEY_OLD")
    return whole


def walk(engine: Engine, place: Place, *, renew: bool) -> Tally:
    """All rows in batches, each in a transaction of its own."""
    vault: Vault = current_app.extensions["vault"]
    whole, after = Tally(), 0
    while True:
        with Session(engine) as session, session.begin():
            found, after = look_through(session, vault, place, after, renew=renew)
        if not after:
            return whole
        whole += found


def note(engine: Engine, whole: Tally) -> None:
    if whole.renewed:
        with Session(engine) as session, session.begin():
            audit.record(session, None, "sealed anew", "keys", number=whole.renewed, lost=whole.lost)
