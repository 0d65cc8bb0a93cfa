"""Addresses: numbers in them are those that a table can have; an address with another leads nowhere."""

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

LARGEST = 2**31 - 1


class Number(IntegerConverter):
    """A number of a row."""

    def __init__(self, url_map: Map, fixed_digits: int = 0, signed: bool = False) -> None:
        super().__init__(url_map, fixed_digits, min=0, max=LARGEST, signed=signed)


def register_addresses(app: Flask) -> None:
    app.url_map.converters["int"] = Number
