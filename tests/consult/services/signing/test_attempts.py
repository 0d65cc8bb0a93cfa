"""Attempts: failures are counted by account and network as keyed hashes, and good people are not shut out."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.models import SignInAttempt
from consult.services.signing import attempts as module
from consult.services.signing.attempts import Attempt, TooManyAttemptsError, begin_attempt, forget_failures

KEY, HERE, THERE = b"key", "192.0.2.7", "198.51.100.9"


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limits at which the rules show, in small numbers."""
    monkeypatch.setattr(module, "MOST_HERE", 2)
    monkeypatch.setattr(module, "MOST_FROM_NETWORK", 4)
    monkeypatch.setattr(module, "MOST_OF_ACCOUNT", 5)


def fail(session: Session, email: str, network: str = HERE) -> None:
    begin_attempt(session, Attempt.of(KEY, email, network))
    session.flush()


def test_an_account_is_guessed_at_from_one_place_only_so_often(session: Session) -> None:
    fail(session, "a@example.org")
    fail(session, " A@Example.org ")
    with pytest.raises(TooManyAttemptsError):
        fail(session, "a@example.org")
    fail(session, "a@example.org", THERE)


def test_whoever_was_not_guessed_at_gets_in_from_a_network_full_of_guesses(session: Session) -> None:
    for number in range(4):
        fail(session, f"{number}@example.org")
    with pytest.raises(TooManyAttemptsError):
        fail(session, "0@example.org")
    fail(session, "good@example.org")


def test_guesses_from_very_many_places_stop_too(session: Session) -> None:
    for number in range(5):
        fail(session, "a@example.org", f"203.0.113.{number}")
    with pytest.raises(TooManyAttemptsError):
        fail(session, "a@example.org", THERE)


def test_a_right_password_forgives_the_slips_of_this_place_only(session: Session) -> None:
    for network in (HERE, HERE, THERE):
        fail(session, "a@example.org", network)
    forget_failures(session, Attempt.of(KEY, "a@example.org", HERE))
    assert len(session.scalars(select(SignInAttempt)).all()) == 1
    fail(session, "a@example.org")


def test_neither_addresses_nor_networks_are_kept(session: Session) -> None:
    fail(session, "a@example.org")
    row = session.scalars(select(SignInAttempt)).one()
    assert not {b"a@example.org", HERE.encode()} & {row.email_hash, row.network_hash}
    assert Attempt.of(b"another key", "a@example.org", HERE).email_hash != row.email_hash
