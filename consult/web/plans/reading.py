"""What people type into the form of a plan, read: lists of numbers, lines, and lines with a code in front."""

from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar

from flask_wtf import FlaskForm
from wtforms import Field
from wtforms.validators import ValidationError

from surveys.reading.numbers import read_number, read_whole

N = TypeVar("N", int, Decimal)


class Readable:
    """Refuses a text that a function cannot read, with words that say how to write it."""

    def __init__(self, read: Callable[[str], object], words: str) -> None:
        self.read, self.words = read, words

    def __call__(self, form: FlaskForm, field: Field) -> None:
        del form
        try:
            self.read(field.data or "")
        except ValueError:
            raise ValidationError(self.words) from None


def numbers(text: str) -> list[float]:
    """Numbers with commas between them."""
    return [float(known(read_number(part), part)) for part in text.split(",")]


def lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def exclusion(line: str) -> dict[str, str]:
    code, _, sentence = line.partition(":")
    return {"code": code.strip(), "sentence": sentence.strip()}


def frames(text: str) -> list[dict[str, str | int]]:
    """A list of addresses on each line, as in “random_invitation: 120,000”."""
    parts = [line.rpartition(":") for line in lines(text)]
    return [{"way": way.strip(), "addresses": known(read_whole(held), held)} for way, _, held in parts]


def known(number: N | None, typed: str) -> N:
    """Raises ValueError for what could not be read."""
    if number is None:
        raise ValueError(typed)
    return number
