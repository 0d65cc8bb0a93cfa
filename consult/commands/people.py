"""`flask person`: accounts of those who run consultations or watch the board, given, changed and taken away."""

import secrets
from collections.abc import Callable

import click
from flask.cli import AppGroup
from flask_security import hash_password
from sqlalchemy.orm import Session

from consult.commands.running import running_urls, transaction
from consult.errors import ConsultError
from consult.models import Person
from consult.services.people import (
    ROLES,
    add_person,
    find_person,
    list_people,
    set_active,
    set_password,
    set_role,
)
from consult.services.refusals import FieldRefusedError
from consult.services.signing.passwords import check_password, normalise
from consult.templating import moment

PASSWORD_BYTES = 15
GENERATE = "Make a password and print it, instead of asking for one."

person = AppGroup("person", help="Manage accounts.")


@person.command("list")
def show() -> None:
    """All accounts: address, role, whether it can sign in, and when it did last."""
    with running_urls() as urls, transaction(urls.web) as session:
        for account in list_people(session):
            state = "can sign in" if account.person.active else "disabled"
            last = f"last signed in {moment(account.signed_in)}" if account.signed_in else "never signed in"
            click.echo(f"{account.person.email}  {', '.join(account.roles)}  {state}  {last}")


@person.command("add")
@click.argument("email")
@click.option("--role", type=click.Choice(list(ROLES)), required=True, help="What the account may do.")
@click.option("--generate", is_flag=True, help=GENERATE)
def add(email: str, role: str, *, generate: bool) -> None:
    """Add an account for EMAIL, whose password is changed at the first sign-in."""
    password = choose_password(email, generate=generate)
    act(lambda session: add_person(session, email, sealed(password), role, must_change=True))
    click.echo(f"{email} can sign in now" + (f" with the password {password}" if generate else ""))


@person.command("disable")
@click.argument("email")
def disable(email: str) -> None:
    """Take the account of EMAIL away; it is signed out everywhere at once."""
    act_on(email, lambda session, found: set_active(session, None, found, active=False))
    click.echo(f"{email} cannot sign in any more, and was signed out everywhere")


@person.command("enable")
@click.argument("email")
def enable(email: str) -> None:
    """Give the account of EMAIL back."""
    act_on(email, lambda session, found: set_active(session, None, found, active=True))
    click.echo(f"{email} can sign in again")


@person.command("role")
@click.argument("email")
@click.option("--role", type=click.Choice(list(ROLES)), required=True, help="What the account may do now.")
def role(email: str, role: str) -> None:
    """Change what the account of EMAIL may do; it is signed out everywhere."""
    act_on(email, lambda session, found: set_role(session, None, found, role))
    click.echo(f"{email} {ROLES[role]} now, and was signed out everywhere")


@person.command("password")
@click.argument("email")
@click.option("--generate", is_flag=True, help=GENERATE)
def password(email: str, *, generate: bool) -> None:
    """Set a new password for EMAIL, to be changed at the next sign-in; it is signed out everywhere."""
    chosen = choose_password(email, generate=generate)
    act_on(email, lambda session, found: set_password(session, found, sealed(chosen)))
    click.echo(f"{email} has a new password" + (f": {chosen}" if generate else ""))


def act_on(email: str, do: Callable[[Session, Person], object]) -> None:
    act(lambda session: do(session, find_person(session, email)))


def act(do: Callable[[Session], object]) -> None:
    """One transaction; what is refused is said."""
    with running_urls() as urls, transaction(urls.web) as session:
        try:
            do(session)
        except ConsultError as refused:
            raise click.ClickException(refused.message) from refused


def sealed(password: str) -> str:
    found: str = hash_password(normalise(password))
    return found


def choose_password(email: str, *, generate: bool) -> str:
    if generate:
        return secrets.token_urlsafe(PASSWORD_BYTES)
    typed: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    try:
        check_password(typed, email)
    except FieldRefusedError as refused:
        raise click.ClickException(refused.message) from refused
    return typed
