"""The token in a visit's forms, derived from the visit: no session is needed while somebody answers."""

from hmac import compare_digest

from flask import g
from wtforms import ValidationError
from wtforms.csrf.core import CSRF, CSRFTokenField
from wtforms.form import BaseForm

FIELD = "csrf_token"


class VisitToken(CSRF):
    """Flask-WTF's protection with the visit's own token in place of one kept in a session."""

    def generate_csrf_token(self, csrf_token_field: CSRFTokenField) -> str:
        del csrf_token_field
        token: str = g.form_token
        return token

    def validate_csrf_token(self, form: BaseForm, field: CSRFTokenField) -> None:
        del form
        if not is_token(field.data):
            raise ValidationError("The form was not sent from this page.")


def expect_token(token: str) -> None:
    """Say which token forms of this request must carry."""
    g.form_token = token


def is_token(sent: str | None) -> bool:
    return compare_digest((sent or "").encode(), g.form_token.encode())
