"""Addresses: numbers in them are those that a table can have, and redirects never lead to another host."""

from urllib.parse import urlsplit

from flask import Flask, Response
from werkzeug.routing import IntegerConverter, Map

LARGEST = 2**31 - 1


class Number(IntegerConverter):
    """A number of a row."""

    def __init__(self, url_map: Map, fixed_digits: int = 0, signed: bool = False) -> None:
        super().__init__(url_map, fixed_digits, min=0, max=LARGEST, signed=signed)


def register_addresses(app: Flask) -> None:
    app.url_map.converters["int"] = Number
    app.url_map.merge_slashes = False
    app.after_request(stay_here)


def stay_here(response: Response) -> Response:
    """Redirects say a place of this site and no host: the host is whatever the visitor's browser sent."""
    target = urlsplit(response.headers.get("Location", ""))
    if target.netloc:
        response.headers["Location"] = target._replace(scheme="", netloc="").geturl() or "/"
    return response
