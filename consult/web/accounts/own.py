"""One's own account: the password, and where one is signed in."""

from flask import Blueprint, redirect, render_template, session, url_for
from flask_security import hash_password, verify_password
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import PasswordField
from wtforms.validators import EqualTo, InputRequired

from consult.extensions import db
from consult.services import audit
from consult.services.people import change_password
from consult.services.refusals import FieldRefusedError
from consult.services.signing import sessions
from consult.services.signing.attempts import begin_attempt, forget_failures
from consult.services.signing.passwords import SHORTEST, check_password, normalise
from consult.web.accounts.access import KEY, current_attempt
from consult.web.accounts.identity import current_person
from consult.web.fields import say_at_field

account = Blueprint("account", __name__, url_prefix="/staff/account")
Page = Response | str | tuple[str, int]


class PasswordForm(FlaskForm):
    password = PasswordField("Your password now", [InputRequired("Enter the password you sign in with")])
    new_password = PasswordField(
        "New password",
        [InputRequired("Enter a new password")],
        description=f"At least {SHORTEST} characters. Four words that have nothing to do with each other are good.",
    )
    new_password_confirm = PasswordField(
        "New password again", [EqualTo("new_password", "The two new passwords differ. Type them again")]
    )


@account.get("")
def show() -> Page:
    return show_account(PasswordForm())


@account.post("/password")
def change() -> Page:
    """A new password ends every other browser's sign-in."""
    form = PasswordForm()
    try:
        if form.validate():
            take_password(form)
            return redirect(f"{url_for('account.show')}?changed=yes")
    except FieldRefusedError as refused:
        say_at_field(form, refused)
    return show_account(form), 422


@account.post("/sign-ins")
def end_others() -> Page:
    person = current_person()
    ended = sessions.end_all(db.session, person, but=session[KEY])
    audit.record(db.session, person, "other sign-ins ended", f"person:{person.id}", number=ended)
    return redirect(url_for("account.show"))


def take_password(form: PasswordForm) -> None:
    """Raises `FieldRefusedError`; guesses at the present password are counted like any others."""
    person, attempt = current_person(), current_attempt(current_person().email)
    with Session(db.engine) as own, own.begin():
        begin_attempt(own, attempt)
    if not verify_password(normalise(form.password.data or ""), person.password):
        raise FieldRefusedError("password", "This is not the password you sign in with")
    forget_failures(db.session, attempt)
    new = form.new_password.data or ""
    if new == form.password.data:
        raise FieldRefusedError("new_password", "Choose a password that differs from the one you have")
    check_password(new, person.email)
    change_password(db.session, person, hash_password(normalise(new)), session[KEY])


def show_account(form: PasswordForm) -> str:
    person = current_person()
    held = sessions.find_all(db.session, person).all()
    here = sessions.find(db.session, person, session[KEY])
    return render_template("staff/account.html", form=form, person=person, held=held, here=here)
