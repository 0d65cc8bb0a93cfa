"""Accounts: one for an address, one role at a time, and every change ends what the old rights began."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.errors import NotFoundError
from consult.models import Audit, Person
from consult.services.people import (
    PersonRefusedError,
    add_person,
    change_password,
    find_person,
    known_person,
    list_people,
    set_active,
    set_password,
    set_role,
)
from consult.services.signing.sessions import begin, find, find_all
from tests.factories import make_person


@pytest.fixture
def person(session: Session) -> Person:
    return add_person(session, "Ann@Example.org ", "x", "staff")


@pytest.mark.parametrize("typed", ["ann@example.org", " ANN@example.ORG"])
def test_an_address_has_one_account_however_it_is_typed(session: Session, person: Person, typed: str) -> None:
    with pytest.raises(PersonRefusedError, match="has an account already"):
        add_person(session, typed, "y", "pcc")
    assert known_person(session, typed) is person


@pytest.mark.parametrize(("email", "role"), [("nobody", "staff"), ("bob@example.org", "administrator")])
def test_what_is_no_address_or_no_role_makes_no_account(session: Session, email: str, role: str) -> None:
    with pytest.raises(PersonRefusedError):
        add_person(session, email, "x", role)
    with pytest.raises(NotFoundError):
        find_person(session, email)


ENDS: dict[str, Callable[[Session, Person], object]] = {
    "disabled": lambda session, person: set_active(session, None, person, active=False),
    "enabled": lambda session, person: set_active(session, None, person, active=True),
    "role": lambda session, person: set_role(session, None, person, "pcc"),
    "password": lambda session, person: set_password(session, person, "new"),
}


@pytest.mark.parametrize("change", ENDS)
def test_a_change_by_others_signs_the_person_out_everywhere_and_nobody_else(
    session: Session, person: Person, change: str
) -> None:
    other = make_person(session)
    begin(session, person), begin(session, person), begin(session, other)
    ENDS[change](session, person)
    assert find_all(session, person).all() == []
    assert len(find_all(session, other).all()) == 1


def test_a_new_role_takes_the_place_of_the_old_one(session: Session, person: Person) -> None:
    set_role(session, make_person(session), person, "pcc")
    session.flush()
    (account,) = [each for each in list_people(session) if each.person.id == person.id]
    assert account.roles == ("pcc",)
    record = session.scalars(select(Audit).where(Audit.action == "role changed")).one()
    assert record.detail == {"before": ["staff"], "role": "pcc"}


def test_a_role_that_there_is_not_leaves_the_old_one(session: Session, person: Person) -> None:
    with pytest.raises(PersonRefusedError):
        set_role(session, None, person, "owner")
    assert [role.name for role in person.roles] == ["staff"]


def test_a_password_of_ones_own_keeps_the_browser_at_hand(session: Session, person: Person) -> None:
    set_password(session, person, "given")
    assert person.must_change
    here, there = begin(session, person), begin(session, person)
    change_password(session, person, "own", here)
    assert not person.must_change
    assert find(session, person, here) is not None
    assert find(session, person, there) is None
    record = session.scalars(select(Audit).where(Audit.action == "password changed")).one()
    assert (record.person_id, record.detail) == (person.id, {"sessions_ended": 1})


def test_no_record_tells_a_password(session: Session, person: Person) -> None:
    set_password(session, person, "hash-of-given")
    change_password(session, person, "hash-of-own", begin(session, person))
    session.flush()
    assert "hash" not in str(session.scalars(select(Audit.detail)).all())


def test_the_newest_sign_in_is_listed_and_who_never_was_is_too(session: Session, person: Person) -> None:
    begin(session, person)
    begin(session, person)
    add_person(session, "zoe@example.org", "x", "pcc")
    session.flush()
    listed = [(each.person.email, each.signed_in is not None) for each in list_people(session)]
    assert listed == [("ann@example.org", True), ("zoe@example.org", False)]
