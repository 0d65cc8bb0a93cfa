"""The person who is signed in, as Flask-Security knows them."""

from typing import cast

from flask_security import UserMixin, current_user

from consult.errors import ForbiddenError
from consult.models import Person


class SignedPerson(UserMixin, Person):  # type: ignore[misc]
    """A row of `person` with what Flask-Security asks of a user."""


def current_person() -> Person:
    """Whoever is signed in; raises `ForbiddenError` when nobody is."""
    if not current_user.is_authenticated:
        raise ForbiddenError
    return cast("Person", current_user)
