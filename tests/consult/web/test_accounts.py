"""Signing in: who gets where, what is recorded, and when it is enough."""

import unicodedata
from datetime import timedelta
from typing import Literal

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session

from consult import create_app
from consult.audiences import AUDIENCES
from consult.models import Audit, Consultation, Person, SignedIn, SignInAttempt
from consult.services.signing.attempts import MOST_FROM_NETWORK, MOST_HERE, MOST_OF_ACCOUNT, Attempt
from consult.settings import Settings
from tests.conftest import SECRET
from tests.factories import make_consultation
from tests.staff import SIGN_IN, add_account, sign_in
from tests.visitor import TOKEN

PLACE = {
    "consultation": "facial-recognition",
    "survey": "views",
    "response_id": 1,
    "batch_id": 1,
    "version": 1,
    "target": "eligible",
    "at": "new",
    "comment_id": 1,
    "link_id": 1,
    "request_id": 1,
    "number": 1,
    "step": "posted",
    "entry_id": 1,
    "submission_id": 1,
    "note_id": 1,
    "consultee_id": 1,
    "name": "support",
    "filename": "x",
    "mark": "x",
    "kind": "accuracy",
    "code": "london-2025",
    "page": "questions",
    "section": "your_view",
}


@pytest.fixture
def consultation(session: Session) -> Consultation:
    return make_consultation(session)


def addresses(app: Flask) -> list[tuple[str, str]]:
    """Every page of the staff's face that can be opened by GET, with its endpoint."""
    with app.test_request_context():
        adapter = app.url_map.bind("localhost")
        rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
        return [(rule.endpoint, adapter.build(rule.endpoint, PLACE)) for rule in rules]


@pytest.mark.parametrize("role", [None, "staff", "pcc"])
def test_every_page_is_shown_to_its_audience_and_nobody_else(
    staff_app: Flask,
    staff_client: FlaskClient,
    session: Session,
    consultation: Consultation,
    role: str | None,
) -> None:
    if role:
        sign_in(staff_client, add_account(staff_app, session, role))
    for endpoint, address in addresses(staff_app):
        audience = AUDIENCES[endpoint]
        answer = staff_client.get(address)
        if audience == "public":
            continue
        if role is None:
            assert answer.headers.get("Location", "").startswith("/staff/sign-in"), endpoint
        else:
            assert (answer.status_code == 403) == (role not in audience), endpoint


def test_a_wrong_password_says_nothing_about_the_account(
    staff_app: Flask, staff_client: FlaskClient, session: Session
) -> None:
    known = refused_page(staff_client, add_account(staff_app, session, "staff"))
    unknown = refused_page(staff_client, "nobody@example.org")
    assert "is not right" in known
    assert known == unknown


def refused_page(client: FlaskClient, email: str) -> str:
    """The page after a wrong password, without what differs in any case."""
    found = TOKEN.search(client.get(SIGN_IN).text)
    assert found
    fields = {"csrf_token": found.group(1), "email": email, "password": "wrong words"}
    return TOKEN.sub("", client.post(SIGN_IN, data=fields).text.replace(email, ""))


def test_passwords_are_kept_as_argon2id(staff_app: Flask, session: Session) -> None:
    add_account(staff_app, session, "staff")
    assert session.scalars(select(Person.password)).one().startswith("$argon2id$")


def test_signing_in_is_recorded(staff_app: Flask, staff_client: FlaskClient, session: Session) -> None:
    sign_in(staff_client, add_account(staff_app, session, "staff"))
    assert session.scalars(select(Audit).where(Audit.action == "signed in")).one()


def test_guessing_is_stopped_and_keeps_no_address(
    staff_app: Flask, staff_client: FlaskClient, session: Session
) -> None:
    email = add_account(staff_app, session, "staff")
    statuses = [sign_in(staff_client, email, "a wrong guess") for _ in range(MOST_HERE + 1)]
    assert statuses[-1] == 429
    assert 429 not in statuses[:-1]
    assert sign_in(staff_client, email) == 429
    attempt = session.scalars(select(SignInAttempt)).first()
    assert attempt is not None
    assert email.encode() not in attempt.email_hash


def test_good_sign_ins_do_not_count(staff_app: Flask, staff_client: FlaskClient, session: Session) -> None:
    email = add_account(staff_app, session, "staff")
    for _ in range(MOST_HERE + 2):
        assert sign_in(staff_client, email, "a slip") == 200
        assert sign_in(staff_client, email) == 302
        staff_client.delete_cookie("staff-session")


def test_an_account_that_nobody_guessed_at_is_never_refused(
    staff_app: Flask, staff_client: FlaskClient, session: Session
) -> None:
    email = add_account(staff_app, session, "staff")
    fail(session, *(f"{number}@example.org" for number in range(MOST_FROM_NETWORK)))
    assert sign_in(staff_client, "0@example.org", "a guess") == 429
    assert sign_in(staff_client, email) == 302


def test_guesses_from_elsewhere_do_not_lock_a_person_out(
    staff_app: Flask, staff_client: FlaskClient, session: Session
) -> None:
    email = add_account(staff_app, session, "staff")
    fail(session, *[email] * (MOST_OF_ACCOUNT - 1), network="203.0.113.9")
    assert sign_in(staff_client, email) == 302
    staff_client.delete_cookie("staff-session")
    fail(session, email, network="203.0.113.9")
    assert sign_in(staff_client, email) == 429


def fail(session: Session, *emails: str, network: str = "127.0.0.1") -> None:
    """Attempts that failed."""
    key = Settings(SECRET).secret_for("sign-in attempts")
    attempts = [Attempt.of(key, email, network) for email in emails]
    session.add_all(
        SignInAttempt(email_hash=each.email_hash, network_hash=each.network_hash) for each in attempts
    )
    session.commit()


@pytest.mark.parametrize("typed", ["  staff@example.org ", "Staff@Example.ORG", "staff@example.org\t"])
def test_an_address_is_found_however_it_is_typed(
    staff_app: Flask, staff_client: FlaskClient, session: Session, typed: str
) -> None:
    add_account(staff_app, session, "staff")
    assert sign_in(staff_client, typed) == 302


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_password_with_an_accent_is_the_same_on_every_keyboard(
    staff_app: Flask,
    staff_client: FlaskClient,
    session: Session,
    settings: Settings,
    form: Literal["NFC", "NFD"],
) -> None:
    password = "correct horse café battery"
    typed = unicodedata.normalize("NFC", password)
    runner = create_app(settings).test_cli_runner()
    added = runner.invoke(
        args=["person", "add", "a@example.org", "--role", "staff"], input=f"{typed}\n{typed}\n"
    )
    assert added.exit_code == 0, added.output
    assert sign_in(staff_client, "a@example.org", unicodedata.normalize(form, password)) == 302


def test_a_session_ends_after_half_an_hour_of_rest(
    staff_app: Flask, staff_client: FlaskClient, session: Session
) -> None:
    sign_in(staff_client, add_account(staff_app, session, "staff"))
    assert staff_client.get("/staff/").status_code == 200
    age(session, "seen_at", minutes=29)
    assert staff_client.get("/staff/").status_code == 200
    age(session, "seen_at", minutes=31)
    assert staff_client.get("/staff/").status_code == 302


def age(session: Session, column: str, minutes: int) -> None:
    """All who are signed in were so much longer ago."""
    session.execute(update(SignedIn).values({column: func.now() - timedelta(minutes=minutes)}))
    session.commit()


def test_a_session_ends_after_half_a_day_of_work(
    staff_app: Flask, staff_client: FlaskClient, session: Session, owner_session: Session
) -> None:
    sign_in(staff_client, add_account(staff_app, session, "staff"))
    age(owner_session, "begun_at", minutes=12 * 60 + 1)
    assert staff_client.get("/staff/").status_code == 302


def test_a_page_that_asks_by_itself_is_no_sign_of_life(
    staff_app: Flask, staff_client: FlaskClient, session: Session, consultation: Consultation
) -> None:
    sign_in(staff_client, add_account(staff_app, session, "staff"))
    age(session, "seen_at", minutes=20)
    assert staff_client.get("/staff/facial-recognition/views/board/pulse").status_code == 200
    assert minutes_since_seen(session) > 19
    staff_client.get("/staff/")
    assert minutes_since_seen(session) < 1


def minutes_since_seen(session: Session) -> float:
    session.rollback()
    return float(
        session.scalars(text("SELECT extract(epoch FROM now() - seen_at) / 60 FROM signed_in")).one()
    )


def copy_of(client: FlaskClient, app: Flask) -> FlaskClient:
    """Another browser with the same cookies."""
    other = app.test_client()
    for cookie in (client._cookies or {}).values():
        other.set_cookie(cookie.key, cookie.value)
    return other


def test_a_copied_cookie_is_worth_nothing_after_signing_out(
    staff_app: Flask, staff_client: FlaskClient, session: Session
) -> None:
    sign_in(staff_client, add_account(staff_app, session, "staff"))
    thief = copy_of(staff_client, staff_app)
    assert thief.get("/staff/").status_code == 200
    token = TOKEN.search(staff_client.get("/staff/").text)
    assert token
    assert staff_client.post("/staff/sign-out", data={"csrf_token": token[1]}).status_code == 302
    assert staff_client.get("/staff/").status_code == 302
    assert thief.get("/staff/").status_code == 302
    assert session.scalars(select(Audit).where(Audit.action == "signed out")).one()


def test_nobody_is_signed_out_by_a_link(
    staff_app: Flask, staff_client: FlaskClient, session: Session
) -> None:
    sign_in(staff_client, add_account(staff_app, session, "staff"))
    assert staff_client.get("/staff/sign-out").status_code == 405
    assert staff_client.get("/staff/").status_code == 200


def test_a_form_from_elsewhere_does_nothing(
    staff_app: Flask, staff_client: FlaskClient, session: Session, consultation: Consultation
) -> None:
    sign_in(staff_client, add_account(staff_app, session, "staff"))
    answer = staff_client.post("/staff/facial-recognition/views/themes", data={"question": "why"})
    assert answer.status_code == 400
    assert "open for too long" in answer.text
