"""Requests as they reach a page: without characters that no table can hold."""

from collections.abc import Iterable

from flask import Request
from werkzeug.datastructures import ImmutableMultiDict

NUL = "\x00"
Fields = Iterable[tuple[str, str]]


class CleanFields(ImmutableMultiDict[str, str]):
    """Fields of a form or an address without NUL, which PostgreSQL refuses in any text."""

    def __init__(self, fields: Fields | ImmutableMultiDict[str, str] | None = None) -> None:
        items = fields.items(multi=True) if isinstance(fields, ImmutableMultiDict) else fields or ()
        super().__init__([(name.replace(NUL, ""), text.replace(NUL, "")) for name, text in items])


class CleanRequest(Request):
    """What staff send."""

    parameter_storage_class = CleanFields
