"""The person who is signed in, as Flask-Security knows them."""

from base64 import b64encode
from hmac import digest
from typing import cast

from flask import current_app
from flask_security import UserMixin, current_user, hash_password

from consult.errors import ForbiddenError
from consult.models import Person

PURPOSE = "passwords"


class SignedPerson(UserMixin, Person):  # type: ignore[misc]
    """A row of `person` with what Flask-Security asks of a user."""

    def verify_and_update_password(self, password: str) -> bool:
        """A password that was kept with the older secret is kept with the new one from now on."""
        if super().verify_and_update_password(password):
            return True
        older = current_app.extensions["settings"].older_for(PURPOSE)
        if older is None or not was_kept_with(older, password, self.password):
            return False
        self.password = hash_password(password)
        return True


def was_kept_with(salt: bytes, password: str, kept: str | None) -> bool:
    """As Flask-Security keeps passwords, but with a salt of ours: an HMAC of it is hashed."""
    mixed = digest(salt.hex().encode(), password.encode(), "sha512")
    verified: bool = current_app.extensions["security"].pwd_context.verify(b64encode(mixed), kept)
    return verified


def current_person() -> Person:
    """Whoever is signed in; raises `ForbiddenError` when nobody is."""
    if not current_user.is_authenticated:
        raise ForbiddenError
    return cast("Person", current_user)
