"""Form fields that may stay empty, keep what was typed, and say in plain words what is wrong."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from wtforms import Field, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.form import BaseForm
from wtforms.validators import StopValidation, ValidationError

from surveys.writing.cleaning import clean, clean_line


class Line(StringField):
    """One line of text, cleaned."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = clean_line(valuelist[0]) if valuelist else None


class Paragraphs(TextAreaField):
    """Text of any number of lines, cleaned."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = clean(valuelist[0]) if valuelist else None


def as_typed(value: object) -> str:
    """A value the way it is typed into a box: 0.00002, not 2e-05."""
    if value is None:
        return ""
    return f"{Decimal(str(value)):f}" if isinstance(value, float) else str(value)


class Interpreted(Line):
    """A typed line whose data is what it means, while the page shows again what was typed."""

    typed: str = ""

    def __init__(self, *args: Any, meaning: Callable[[str], Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._meaning = meaning

    def process_data(self, value: Any) -> None:
        super().process_data(value)
        self.typed = as_typed(value)

    def process_formdata(self, valuelist: list[Any]) -> None:
        super().process_formdata(valuelist)
        self.typed = self.data or ""
        self.data = self._meaning(self.typed) if self.typed else None

    def _value(self) -> str:
        return self.typed


@dataclass(frozen=True, slots=True)
class Needed:
    """Something must be answered."""

    message: str

    def __call__(self, _form: BaseForm, field: Field) -> None:
        if not field.data:
            raise StopValidation(self.message)


@dataclass(frozen=True, slots=True)
class Listed:
    """Only what was offered can be picked."""

    codes: Collection[str]
    message: str

    def __call__(self, _form: BaseForm, field: Field) -> None:
        picked = field.data if isinstance(field.data, list) else [field.data or ""]
        if any(code and code not in self.codes for code in picked):
            raise StopValidation(self.message)


@dataclass(frozen=True, slots=True)
class Readable:
    """What was typed must have a meaning; `message` says for what was typed how to write it."""

    message: Callable[[str], str]

    def __call__(self, _form: BaseForm, field: Interpreted) -> None:
        if field.typed and field.data is None:
            raise StopValidation(self.message(field.typed))


@dataclass(frozen=True, slots=True)
class Sound:
    """A check of several fields together: it gives the message for this one, or None."""

    check: Callable[[dict[str, Any]], str | None]

    def __call__(self, form: BaseForm, _field: Field) -> None:
        if message := self.check(form.data):
            raise ValidationError(message)


def radios(label: str, choices: Mapping[str, str], unlisted: str, missing: str = "") -> Field:
    """Make radios; with a message for `missing`, one must be picked."""
    checks = [*needed(missing), Listed(choices, unlisted)]
    return RadioField(label, checks, coerce=clean_line, choices=dict(choices), validate_choice=False)


def checkboxes(label: str, choices: Mapping[str, str], checks: Sequence[object]) -> Field:
    return SelectMultipleField(
        label, list(checks), coerce=clean_line, choices=dict(choices), validate_choice=False
    )


def selected(label: str, choices: Mapping[str, str], checks: Sequence[object]) -> Field:
    """Make a select whose first choice is blank."""
    return SelectField(
        label, list(checks), coerce=clean_line, choices={"": "", **choices}, validate_choice=False
    )


def needed(message: str) -> list[Needed]:
    return [Needed(message)] if message else []
