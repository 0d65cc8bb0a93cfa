"""One's own account: a password is changed by whoever knows it, and ends every other sign-in."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.models import Audit, Person
from consult.services.signing.attempts import MOST_HERE
from tests.staff import PASSWORD, add_account, sign_in
from tests.visitor import Visitor

CHANGE = "/staff/account/password"
NEW = "tide lamp pear moss"


@pytest.fixture
def email(staff_app: Flask, session: Session) -> str:
    return add_account(staff_app, session, "pcc")


@pytest.fixture
def person(staff_client: FlaskClient, email: str) -> Visitor:
    sign_in(staff_client, email)
    return Visitor(staff_client)


def change(person: Visitor, now: str = PASSWORD, new: str = NEW, again: str = "") -> tuple[int, str]:
    """What the form is answered with."""
    token = (
        person.client.get("/staff/account")
        .text.split('name="csrf_token"')[1]
        .split('value="')[1]
        .split('"')[0]
    )
    fields = {"csrf_token": token, "password": now, "new_password": new, "new_password_confirm": again or new}
    answer = person.client.post(CHANGE, data=fields)
    return answer.status_code, answer.text


def test_a_new_password_works_and_the_old_one_does_not(
    person: Visitor, staff_app: Flask, session: Session, email: str
) -> None:
    elsewhere = staff_app.test_client()
    sign_in(elsewhere, email)
    assert change(person)[0] == 302
    assert person.client.get("/staff/account?changed=yes").status_code == 200
    assert elsewhere.get("/staff/").status_code == 302
    assert sign_in(elsewhere, email, PASSWORD) == 200
    assert sign_in(elsewhere, email, NEW) == 302
    act = session.scalars(select(Audit).where(Audit.action == "password changed")).one()
    assert act.detail == {"sessions_ended": 1}


WRONG = {
    "This is not the password you sign in with": ("not my password", NEW, NEW),
    "Enter the password you sign in with": ("", NEW, NEW),
    "Enter a new password": (PASSWORD, "", ""),
    "The two new passwords differ": (PASSWORD, NEW, "tide lamp pear"),
    "Choose a password that differs": (PASSWORD, PASSWORD, PASSWORD),
    "This password is known": (PASSWORD, "aaaaaaaaaaaa", "aaaaaaaaaaaa"),
    "Use from 12 to 200 characters": (PASSWORD, "short", "short"),
}


@pytest.mark.parametrize("said", WRONG)
def test_what_is_wrong_is_said_and_no_password_is_shown(person: Visitor, session: Session, said: str) -> None:
    before = session.scalars(select(Person.password)).all()
    status, page = change(person, *WRONG[said])
    assert (status, said in page) == (422, True)
    assert [typed for typed in WRONG[said] if typed and f'value="{typed}"' in page] == []
    session.rollback()
    assert session.scalars(select(Person.password)).all() == before


def test_guesses_at_the_present_password_are_held_back(person: Visitor) -> None:
    statuses = [change(person, "a wrong guess")[0] for _ in range(MOST_HERE + 1)]
    assert statuses[-2:] == [422, 429]


def test_a_password_that_somebody_else_chose_is_changed_before_anything_else(
    person: Visitor, session: Session
) -> None:
    session.scalars(select(Person)).one().must_change = True
    session.commit()
    for address in ("/staff/", "/staff/account"):
        answer = person.client.get(address)
        assert (answer.status_code, answer.headers.get("Location")) in {(302, "/staff/account"), (200, None)}
    assert change(person)[0] == 302
    assert person.client.get("/staff/").status_code == 200


def test_other_browsers_can_be_signed_out(person: Visitor, staff_app: Flask, email: str) -> None:
    elsewhere = staff_app.test_client()
    sign_in(elsewhere, email)
    page = person.client.get("/staff/account").text
    assert "(this browser)" in page
    token = page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    assert person.client.post("/staff/account/sign-ins", data={"csrf_token": token}).status_code == 302
    assert elsewhere.get("/staff/").status_code == 302
    assert person.client.get("/staff/").status_code == 200
