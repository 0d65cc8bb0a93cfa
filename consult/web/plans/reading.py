"""What people type into the form of a plan, read: lists of numbers, lines, and lines with a code in front."""

from collections.abc import Callable

from flask_wtf import FlaskForm
from wtforms import Field
from wtforms.validators import ValidationError


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
    return [float(part) for part in text.split(",")]


def lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def exclusion(line: str) -> dict[str, str]:
    code, _, sentence = line.partition(":")
    return {"code": code.strip(), "sentence": sentence.strip()}


def frames(text: str) -> list[dict[str, str | int]]:
    """A list of addresses on each line, as in “random_invitation: 120,000”."""
    parts = [line.rpartition(":") for line in lines(text)]
    return [{"way": way.strip(), "addresses": int(held.replace(",", ""))} for way, _, held in parts]
