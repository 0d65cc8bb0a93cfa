"""Signing in and out, and who may see which page: each is on record, also what was refused."""

from flask import Flask, Response, current_app, make_response, redirect, request, session, url_for
from flask_login import logout_user, user_logged_out
from flask_security import current_user, user_authenticated
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from consult.audiences import AUDIENCES, OF_SOMEBODY, OWN_ACCOUNT, PUBLIC, UNATTENDED
from consult.errors import ForbiddenError, NotFoundError
from consult.extensions import db
from consult.http.error_pages import show_fault
from consult.http.gate import network_of
from consult.models import Person
from consult.services import audit
from consult.services.evidence import note, noted_lately
from consult.services.people import known_person
from consult.services.signing import sessions
from consult.services.signing.attempts import Attempt, TooManyAttemptsError, begin_attempt, forget_failures
from consult.web.accounts.identity import SignedPerson, current_person

SIGN_IN, SIGN_OUT = "security.login", "security.logout"
SHOWN = {200, 422}  # 422 is the same page again, with what was wrong
HELD_BACK = "sign-in held back"
KEY = "signed-in"  # of the browser's own session, in which the key stands


def register_access(app: Flask) -> None:
    app.before_request(throttle_sign_in)
    app.before_request(check_audience)
    app.after_request(note_failure)
    app.after_request(note_reading)
    user_authenticated.connect(note_sign_in, app)
    user_logged_out.connect(note_sign_out, app)


def throttle_sign_in() -> None:
    """Count the attempt in a transaction of its own, before the password is looked at."""
    if request.endpoint == SIGN_IN and request.method == "POST":
        try:
            with Session(db.engine) as own, own.begin():
                begin_attempt(own, current_attempt(request.form.get("email", "")))
        except TooManyAttemptsError:
            note_refused_sign_in(HELD_BACK)
            raise


def current_attempt(email: str) -> Attempt:
    key = current_app.extensions["settings"].secret_for("sign-in attempts")
    return Attempt.of(key, email, network_of(request.remote_addr or ""))


def check_audience() -> AnyResponse | None:
    """Let nobody see what is not meant for them; send those who are not signed in to do so."""
    audience = AUDIENCES.get(request.endpoint or "")
    if request.endpoint is None or audience == PUBLIC:
        return None
    if audience is None:
        raise NotFoundError
    if not current_user.is_authenticated or not is_held():
        logout_user()
        return redirect(url_for(SIGN_IN, next=request.path))
    if not any(role.name in audience for role in current_person().roles):
        note(db.engine, current_person(), "refused", f"page:{request.endpoint}")
        raise ForbiddenError
    if current_person().must_change and request.endpoint not in OWN_ACCOUNT:
        return redirect(url_for("account.show"))
    return None


def is_held() -> bool:
    """Whether the server still knows this browser's key; a page that asks by itself is no sign of life."""
    signed_in = sessions.find(db.session, current_person(), session.get(KEY, ""))
    if signed_in is not None and request.endpoint not in UNATTENDED:
        sessions.see(db.engine, signed_in)
    return signed_in is not None


def note_sign_in(_app: Flask, user: SignedPerson, **_extra: object) -> None:
    """A key for this browser; the slips before it are forgotten."""
    forget_failures(db.session, current_attempt(user.email))
    session[KEY] = sessions.begin(db.session, user)
    audit.record(db.session, user, "signed in", f"person:{user.id}")


def note_sign_out(_app: Flask, user: Person | None = None, **_extra: object) -> None:
    """The key ends, wherever else its cookie was copied to."""
    if request.endpoint == SIGN_OUT and user is not None:
        sessions.end(db.session, session.pop(KEY, ""))
        audit.record(db.session, user, "signed out", f"person:{user.id}")


def note_failure(response: Response) -> Response:
    if request.endpoint == SIGN_IN and request.method == "POST" and response.status_code == 200:
        note_refused_sign_in("sign-in failed")
    return response


def note_reading(response: Response) -> Response:
    """On record before the page leaves; what cannot be recorded is not shown."""
    kept = OF_SOMEBODY.get(request.endpoint or "")
    if kept is None or response.status_code not in SHOWN:
        return response
    action, about = kept
    try:
        note(db.engine, current_person(), action, about.format(**(request.view_args or {})))
    except DBAPIError as error:
        return make_response(show_fault(error))
    return response


def note_refused_sign_in(action: str) -> None:
    """On record for accounts that there are; an address that was typed and has none is not written down."""
    person = known_person(db.session, request.form.get("email", ""))
    if person is not None and not (action == HELD_BACK and noted_lately(db.session, action, person)):
        note(db.engine, person, action, f"person:{person.id}")
