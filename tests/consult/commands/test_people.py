"""`flask person`: accounts are listed, given, changed and taken away, each on record."""

import pytest
from click.testing import Result
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.models import Audit, Person
from tests.staff import PASSWORD, add_account, sign_in


@pytest.fixture
def email(staff_app: Flask, session: Session) -> str:
    return add_account(staff_app, session, "staff")


@pytest.fixture
def signed(staff_client: FlaskClient, email: str) -> FlaskClient:
    """Somebody at work."""
    assert sign_in(staff_client, email) == 302
    assert staff_client.get("/staff/").status_code == 200
    return staff_client


def run(app: Flask, *words: str, typed: str = "") -> Result:
    return app.test_cli_runner().invoke(args=["person", *words], input=typed)


def acts(session: Session) -> list[str]:
    session.rollback()
    return list(session.scalars(select(Audit.action).order_by(Audit.id)))


def test_accounts_are_listed(staff_app: Flask, signed: FlaskClient, session: Session) -> None:
    add_account(staff_app, session, "pcc")
    lines = run(staff_app, "list").output.splitlines()
    assert lines[0] == "pcc@example.org  pcc  can sign in  never signed in"
    assert lines[1].startswith("staff@example.org  staff  can sign in  last signed in ")


def test_an_account_that_is_taken_away_ends_at_once_and_can_come_back(
    staff_app: Flask, signed: FlaskClient, session: Session, email: str
) -> None:
    assert run(staff_app, "disable", email.upper()).exit_code == 0
    assert signed.get("/staff/").status_code == 302
    assert sign_in(signed, email) == 200
    assert run(staff_app, "enable", email).exit_code == 0
    assert sign_in(signed, email) == 302
    assert {"person disabled", "person enabled"} < set(acts(session))


def test_another_role_is_another_start(
    staff_app: Flask, signed: FlaskClient, session: Session, email: str
) -> None:
    assert run(staff_app, "role", email, "--role", "pcc").exit_code == 0
    assert signed.get("/staff/").status_code == 302
    sign_in(signed, email)
    assert signed.get("/staff/audit").status_code == 403
    assert session.scalars(select(Audit).where(Audit.action == "role changed")).one().detail == {
        "before": ["staff"],
        "role": "pcc",
    }


def test_a_new_password_ends_the_old_one_and_is_changed_first(
    staff_app: Flask, signed: FlaskClient, session: Session, email: str
) -> None:
    done = run(staff_app, "password", email, "--generate")
    new = done.output.rpartition(": ")[2].strip()
    assert signed.get("/staff/").status_code == 302
    assert sign_in(signed, email, PASSWORD) == 200
    assert sign_in(signed, email, new) == 302
    assert signed.get("/staff/").headers["Location"] == "/staff/account"
    assert "Somebody else chose your password" in signed.get("/staff/account").text
    assert "password set" in acts(session)


def test_a_known_password_is_refused(staff_app: Flask, session: Session) -> None:
    typed = "passwordpassword\n" * 2
    refused = run(staff_app, "add", "new@example.org", "--role", "staff", typed=typed)
    assert refused.exit_code == 1
    assert "This password is known" in refused.output
    assert session.scalars(select(Person)).all() == []


@pytest.mark.parametrize(
    "words", [("disable",), ("enable",), ("password", "--generate"), ("role", "--role", "pcc")]
)
def test_an_unknown_address_is_said(staff_app: Flask, words: tuple[str, ...], session: Session) -> None:
    done = run(staff_app, words[0], "nobody@example.org", *words[1:])
    assert done.exit_code == 1
    assert "No account has the address nobody@example.org" in done.output
