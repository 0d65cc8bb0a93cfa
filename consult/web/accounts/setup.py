"""Flask-Security with our people, our pages and our limits."""

from datetime import UTC, datetime, timedelta

from flask import Blueprint, Flask, current_app, redirect, render_template, request, session, url_for
from flask_login import logout_user
from flask_security import FSQLALiteUserDatastore, LoginForm, Security, current_user, user_authenticated
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import EmailField

from consult.audiences import AUDIENCES, PUBLIC
from consult.errors import ForbiddenError, NotFoundError
from consult.extensions import db
from consult.http.gate import network_of
from consult.models import Role
from consult.services import audit
from consult.services.approvals.reading import count_waiting, waiting_manuscripts
from consult.services.signing.attempts import Attempt, begin_attempt, forget_failures
from consult.services.signing.passwords import FORM
from consult.settings import Settings
from consult.web.accounts.identity import SignedPerson, current_person

SIGN_IN = "security.login"
IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)

accounts = Blueprint("accounts", __name__, url_prefix="/staff")


def stripped(typed: str | None) -> str | None:
    return typed.strip() if typed else typed


class SignInForm(LoginForm):
    """Without "remember me": staff sign in each time."""

    email = EmailField("E-mail address", filters=[stripped], validators=LoginForm.email.kwargs["validators"])
    remember = None  # type: ignore[assignment]


def register(app: Flask) -> None:
    settings: Settings = app.extensions["settings"]
    app.config.from_mapping(security_settings(settings))
    people = FSQLALiteUserDatastore(db, SignedPerson, Role)  # type: ignore[arg-type]
    Security(app, people, login_form=SignInForm)
    app.before_request(throttle_sign_in)
    app.before_request(check_audience)
    user_authenticated.connect(note_sign_in, app)
    app.register_blueprint(accounts)


def security_settings(settings: Settings) -> dict[str, object]:
    return {
        "SECURITY_URL_PREFIX": "/staff",
        "SECURITY_LOGIN_URL": "/sign-in",
        "SECURITY_LOGOUT_URL": "/sign-out",
        "SECURITY_POST_LOGIN_VIEW": "/staff/",
        "SECURITY_POST_LOGOUT_VIEW": "/staff/sign-in",
        "SECURITY_LOGIN_USER_TEMPLATE": "staff/sign_in.html",
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_SCHEMES": ["argon2"],
        "SECURITY_PASSWORD_NORMALIZE_FORM": FORM,
        "SECURITY_PASSWORD_SALT": settings.secret_for("passwords").hex(),
        "SECURITY_RETURN_GENERIC_RESPONSES": True,
        "SECURITY_LOGOUT_CSRF": True,
        "SECURITY_STATIC_FOLDER": None,
        "SECURITY_FLASH_MESSAGES": False,
        "SECURITY_CLI_USERS_NAME": False,  # accounts are made by `flask person`, which leaves a record
        "SECURITY_CLI_ROLES_NAME": False,
        "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False, "test_environment": True},
    }


@accounts.get("/")
def home() -> str:
    """The consultations with what the person may do with them."""
    listings = current_app.extensions["catalogue"].listings(db.session, fresh=True)
    roles = {role.name for role in current_person().roles}
    synthetic = any(listing.synthetic for listing in listings)
    waiting = count_waiting(db.session, [listing.id for listing in listings])
    asked = waiting_manuscripts(db.session)
    shown = {"listings": listings, "roles": roles, "synthetic": synthetic, "waiting": waiting, "asked": asked}
    return render_template("staff/home.html", **shown)


def throttle_sign_in() -> None:
    """Count the attempt in a transaction of its own, before the password is looked at."""
    if request.endpoint == SIGN_IN and request.method == "POST":
        with Session(db.engine) as own, own.begin():
            begin_attempt(own, current_attempt())


def current_attempt() -> Attempt:
    key = current_app.extensions["settings"].secret_for("sign-in attempts")
    return Attempt.of(key, request.form.get("email", ""), network_of(request.remote_addr or ""))


def check_audience() -> Response | None:
    """Let nobody see what is not meant for them; send those who are not signed in to do so."""
    if request.endpoint is None:
        return None
    audience = AUDIENCES.get(request.endpoint)
    if audience is None:
        raise NotFoundError
    if audience == PUBLIC:
        return None
    if not current_user.is_authenticated or is_stale():
        logout_user()
        return redirect(url_for(SIGN_IN, next=request.path))
    if not any(role.name in audience for role in current_person().roles):
        raise ForbiddenError
    return None


def is_stale() -> bool:
    """Whether the session has been idle for half an hour, or is half a day old."""
    now = datetime.now(UTC).timestamp()
    seen, begun = float(session.get("seen", 0)), float(session.get("begun", 0))
    session["seen"] = now
    return now - seen > IDLE.total_seconds() or now - begun > ABSOLUTE.total_seconds()


def note_sign_in(_app: Flask, user: SignedPerson, **_extra: object) -> None:
    """Begin the session's clocks, forget the slips before and write the record."""
    forget_failures(db.session, current_attempt())
    session["begun"] = session["seen"] = datetime.now(UTC).timestamp()
    audit.record(db.session, user, "signed in", f"person:{user.id}")
