"""`flask person add`: an account for somebody who runs consultations or watches the board."""

import secrets

import click
from flask.cli import AppGroup
from flask_security import hash_password

from consult.commands.running import running_urls, transaction
from consult.errors import ConsultError
from consult.services.people import ROLES, add_person
from consult.services.signing.passwords import SHORTEST, normalise

person = AppGroup("person", help="Manage accounts.")


@person.command("add")
@click.argument("email")
@click.option("--role", type=click.Choice(list(ROLES)), required=True, help="What the account may do.")
@click.option("--generate", is_flag=True, help="Make a password and print it, instead of asking for one.")
def add(email: str, role: str, *, generate: bool) -> None:
    """Add an account for EMAIL."""
    password = secrets.token_urlsafe(15) if generate else _ask_password()
    with running_urls() as urls, transaction(urls.web) as session:
        try:
            add_person(session, email, hash_password(normalise(password)), role)
        except ConsultError as refused:
            raise click.ClickException(refused.message) from refused
    click.echo(f"{email} can sign in now" + (f" with the password {password}" if generate else ""))


def _ask_password() -> str:
    password: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    if len(password) < SHORTEST:
        raise click.ClickException(f"Use at least {SHORTEST} characters.")
    return password
