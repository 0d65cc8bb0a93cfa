"""Flask-Security with our people, our pages and our limits."""

from flask import Blueprint, Flask, current_app, render_template
from flask_security import FSQLALiteUserDatastore, LoginForm, Security
from wtforms import EmailField

from consult.extensions import db
from consult.models import Role
from consult.services.approvals.reading import count_waiting, waiting_manuscripts
from consult.services.signing.passwords import FORM
from consult.settings import Settings
from consult.web.accounts.access import register_access
from consult.web.accounts.identity import SignedPerson, current_person
from consult.web.accounts.own import account

SECURITY = {
    "SECURITY_URL_PREFIX": "/staff",
    "SECURITY_LOGIN_URL": "/sign-in",
    "SECURITY_LOGOUT_URL": "/sign-out",
    "SECURITY_LOGOUT_METHODS": ["POST"],  # a link must not sign anybody out
    "SECURITY_POST_LOGIN_VIEW": "/staff/",
    "SECURITY_POST_LOGOUT_VIEW": "/staff/sign-in",
    "SECURITY_LOGIN_USER_TEMPLATE": "staff/sign_in.html",
    "SECURITY_PASSWORD_HASH": "argon2",
    "SECURITY_PASSWORD_SCHEMES": ["argon2"],
    "SECURITY_PASSWORD_NORMALIZE_FORM": FORM,
    "SECURITY_RETURN_GENERIC_RESPONSES": True,
    "SECURITY_LOGOUT_CSRF": True,
    "SECURITY_STATIC_FOLDER": None,
    "SECURITY_FLASH_MESSAGES": False,
    "SECURITY_CLI_USERS_NAME": False,  # accounts are made by `flask person`, which leaves a record
    "SECURITY_CLI_ROLES_NAME": False,
    "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False, "test_environment": True},
}

accounts = Blueprint("accounts", __name__, url_prefix="/staff")


def stripped(typed: str | None) -> str | None:
    return typed.strip() if typed else typed


class SignInForm(LoginForm):
    """Without "remember me": staff sign in each time."""

    email = EmailField("E-mail address", filters=[stripped], validators=LoginForm.email.kwargs["validators"])
    remember = None  # type: ignore[assignment]


def register(app: Flask) -> None:
    settings: Settings = app.extensions["settings"]
    app.config.from_mapping(SECURITY, SECURITY_PASSWORD_SALT=settings.secret_for("passwords").hex())
    people = FSQLALiteUserDatastore(db, SignedPerson, Role)  # type: ignore[arg-type]
    Security(app, people, login_form=SignInForm)
    register_access(app)
    app.register_blueprint(accounts)
    app.register_blueprint(account)


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
