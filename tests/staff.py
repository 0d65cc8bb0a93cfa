"""Signing in without a browser."""

from flask import Flask
from flask.testing import FlaskClient
from flask_security import hash_password
from sqlalchemy.orm import Session

from consult.services.people import add_person
from tests.visitor import TOKEN

PASSWORD = "correct horse battery"
SIGN_IN = "/staff/sign-in"


def add_account(app: Flask, session: Session, role: str, email: str = "") -> str:
    """A committed account; its address."""
    email = email or f"{role}@example.org"
    with app.app_context():
        add_person(session, email, hash_password(PASSWORD), role)
    session.commit()
    return email


def sign_in(client: FlaskClient, email: str, password: str = PASSWORD) -> int:
    """Fill in the sign-in page; the status of the answer."""
    found = TOKEN.search(client.get(SIGN_IN).text)
    assert found
    fields = {"csrf_token": found.group(1), "email": email, "password": password}
    return client.post(SIGN_IN, data=fields).status_code
