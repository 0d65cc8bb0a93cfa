"""Refusals that belong beside a field of a form: what was typed is understood, and breaks a rule."""

from consult.errors import ConsultError


class FieldRefusedError(ConsultError):
    """`field` names where it is said; a page without that field shows the message by itself."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
