"""Changing the secret from end to end: old words are read, sealed anew and counted, and people can still sign in."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.models import Audit
from consult.settings import Settings
from tests.conftest import running_app
from tests.factories import SLUG, make_consultation, reply
from tests.staff import add_account, sign_in

NEWER = "the secret that is in use from now on, 0123456789"


@pytest.fixture
def changed(settings: Settings, staff_app: Flask, session: Session) -> Iterator[Flask]:
    """The site with a new secret that still knows the one with which an account and three replies were made."""
    add_account(staff_app, session, "staff")
    consultation = make_consultation(session)
    for _ in range(3):
        reply(session, consultation, why="Because it’s fast.", publish="yes")
    yield from running_app(replace(settings, secret_key=NEWER, older_secret=settings.secret_key), "staff")


@pytest.fixture
def newer_alone(settings: Settings, changed: Flask) -> Iterator[Flask]:
    yield from running_app(replace(settings, secret_key=NEWER), "staff")


def run(app: Flask, word: str) -> Result:
    return app.test_cli_runner().invoke(args=["keys", word])


def words_shown(app: Flask) -> bool:
    client = app.test_client()
    assert sign_in(client, "staff@example.org") == 302
    return "Because it’s fast." in client.get(f"/staff/{SLUG}/views/moderation").text


def test_what_is_left_is_counted_and_then_sealed_anew(changed: Flask, session: Session) -> None:
    checked = run(changed, "check")
    assert checked.exit_code == 1
    assert "statement.sealed: 3 looked at, 0 sealed anew, 3 left, 0 cannot be opened" in checked.output
    renewed = run(changed, "renew")
    assert renewed.exit_code == 0, renewed.output
    assert "statement.sealed: 3 looked at, 3 sealed anew, 0 left" in renewed.output
    assert run(changed, "check").exit_code == 0
    assert session.scalars(select(Audit.detail).where(Audit.action == "sealed anew")).one() == {
        "number": 3,
        "lost": 0,
    }


def test_before_and_after_staff_read_the_same(changed: Flask, newer_alone: Flask) -> None:
    assert words_shown(changed)
    assert run(changed, "renew").exit_code == 0
    assert words_shown(newer_alone)


def test_a_password_from_before_is_kept_anew_at_the_first_sign_in(changed: Flask, newer_alone: Flask) -> None:
    assert sign_in(newer_alone.test_client(), "staff@example.org") == 200
    assert sign_in(changed.test_client(), "staff@example.org", "another password") == 200
    assert sign_in(changed.test_client(), "staff@example.org") == 302
    assert sign_in(newer_alone.test_client(), "staff@example.org") == 302


def test_without_the_older_secret_it_is_said_how_much_is_lost(newer_alone: Flask) -> None:
    found = run(newer_alone, "renew")
    assert found.exit_code == 1
    assert "3 cannot be opened" in found.output
    assert "set it as SECRET_KEY_OLD" in found.output


def test_a_page_that_cannot_be_read_says_why(changed: Flask, newer_alone: Flask) -> None:
    assert sign_in(changed.test_client(), "staff@example.org") == 302
    client = newer_alone.test_client()
    assert sign_in(client, "staff@example.org") == 302
    page = client.get(f"/staff/{SLUG}/views/moderation")
    assert page.status_code == 500
    assert "sealed with a secret that is not set here" in page.text
