"""Requests as they reach a page: forms only, without characters that no table can hold."""

from collections.abc import Iterable
from typing import Any

from flask import Request
from werkzeug.datastructures import ImmutableMultiDict

NUL = "\x00"
Fields = Iterable[tuple[str, Any]]


class CleanFields(ImmutableMultiDict[str, Any]):
    """Fields of a form or an address without NUL, which PostgreSQL refuses in any text; files stay as they are."""

    def __init__(self, fields: Fields | ImmutableMultiDict[str, Any] | None = None) -> None:
        items = fields.items(multi=True) if isinstance(fields, ImmutableMultiDict) else fields or ()
        super().__init__([(clean(name), clean(value)) for name, value in items])


def clean(value: Any) -> Any:
    return value.replace(NUL, "") if isinstance(value, str) else value


class FormRequest(Request):
    """What residents send."""

    @property
    def is_json(self) -> bool:
        """Never, whatever it says: no page takes documents, so no library reads one, however deep it is."""
        return False


class CleanRequest(FormRequest):
    """What staff send."""

    parameter_storage_class = CleanFields
