"""Fields that keep what was typed, know their place in a document, and give the value that belongs there."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, SelectField, StringField, ValidationError
from wtforms.validators import InputRequired, Length, Optional

from consult.web.fields import Day, type_day
from surveys.reading.numbers import read_number, read_whole

LONGEST = 2000
MANY = "Use 2,000 characters or fewer"


class Words(StringField):
    """Text; `path` is its place in the document, such as "counts.faces"."""

    template = "text"

    def __init__(
        self, label: str, path: str, *, needed: str = "", description: str = "", **options: Any
    ) -> None:
        asked = InputRequired(needed) if needed else Optional()
        super().__init__(
            label, [asked, Length(max=LONGEST, message=MANY)], description=description, **options
        )
        self.path = path

    @property
    def typed(self) -> str:
        return (self.data or "").strip()

    @property
    def value(self) -> Any:
        """What stands in the document; None leaves the field out."""
        return self.typed

    def show(self, value: Any) -> None:
        """Fill in a value of a document."""
        self.data = "" if value is None else str(value)


class LongWords(Words):
    """Text in several lines."""

    template = "textarea"


class Whole(Words):
    """A whole number as people type it."""

    @property
    def value(self) -> int | None:
        if not self.typed:
            return None
        number = read_whole(self.typed)
        if number is None or number < 0:
            raise ValidationError("Enter a whole number, like 3,147,436")
        return number

    def pre_validate(self, _form: Any) -> None:
        _ = self.value

    def show(self, value: Any) -> None:
        self.data = "" if value is None else f"{value:,}"


class Amount(Words):
    """A number with or without decimals; `scale` of them make one in the document."""

    scale = Decimal(1)

    @property
    def value(self) -> float | None:
        if not self.typed:
            return None
        number = read_number(self.typed.removesuffix("%").strip())
        if number is None:
            raise ValidationError("Enter a number, like 0.6")
        return float(number / self.scale)

    def pre_validate(self, _form: Any) -> None:
        _ = self.value

    def show(self, value: Any) -> None:
        self.data = "" if value is None else f"{(Decimal(str(value)) * self.scale).normalize():f}"


class Percent(Amount):
    """Percents; a share in the document."""

    scale = Decimal(100)


class PlacedDay(Day):
    """A day with a place in a document, which need not be there."""

    def __init__(self, label: str, path: str, *, needed: str = "", **options: Any) -> None:
        super().__init__(label, needed=needed, **options)
        self.path = path

    @property
    def value(self) -> str | None:
        return None if self.day is None else self.day.isoformat()

    def show(self, value: Any) -> None:
        """Fill in a value of a document."""
        self.data = type_day(date.fromisoformat(value)) if value else ""


class Codes(Words):
    """Several codes with commas between them."""

    @property
    def value(self) -> list[str]:
        return [code.strip() for code in self.typed.split(",") if code.strip()]

    def show(self, value: Any) -> None:
        self.data = ", ".join(value or ())


class Groups(LongWords):
    """Counts by group: a line for each group, its parts parted by semicolons."""

    parts: Sequence[str] = ("faces", "alerts", "false_alerts", "listed", "missed")

    @property
    def value(self) -> list[dict[str, Any]]:
        lines = [line for line in self.typed.splitlines() if line.strip()]
        return [self._group(at, line) for at, line in enumerate(lines, start=1)]

    def _group(self, at: int, line: str) -> dict[str, Any]:
        label, *typed = [part.strip() for part in line.split(";")]
        numbers = [read_whole(each) for each in typed]
        wrong = [
            each
            for each, number in zip(typed, numbers, strict=True)
            if each and (number is None or number < 0)
        ]
        if not label or len(numbers) > len(self.parts) or wrong:
            raise ValidationError(
                f"Line {at}: write a name and up to 5 whole numbers, with semicolons between them"
            )
        known = zip(self.parts, numbers, strict=False)
        return {"label": label, "counts": {name: number for name, number in known if number is not None}}

    def pre_validate(self, _form: Any) -> None:
        _ = self.value

    def show(self, value: Any) -> None:
        self.data = "\n".join(
            "; ".join([each["label"], *(_number(each["counts"].get(name)) for name in self.parts)])
            for each in value or ()
        )


class Tick(BooleanField):
    """Yes or no."""

    template = "checkbox"

    def __init__(self, label: str, path: str, **options: Any) -> None:
        super().__init__(label, **options)
        self.path = path

    @property
    def value(self) -> bool:
        return bool(self.data)

    def show(self, value: Any) -> None:
        self.data = bool(value)


class Choice(SelectField):
    """One of a few."""

    template = "select"

    def __init__(self, label: str, path: str, *, needed: str = "", **options: Any) -> None:
        super().__init__(label, [InputRequired(needed)] if needed else [], **options)
        self.path = path

    @property
    def value(self) -> str:
        return self.data or ""

    def show(self, value: Any) -> None:
        self.data = value


def _number(count: int | None) -> str:
    return "" if count is None else str(count)


def entered(form: FlaskForm) -> list[Any]:
    """The fields of a form that have a place in a document."""
    return [field for field in form if hasattr(field, "path")]


def document_of(form: FlaskForm) -> dict[str, Any]:
    """What a valid form describes; fields that were left empty are left out."""
    document: dict[str, Any] = {}
    for field in entered(form):
        *outer, last = field.path.split(".")
        place = document
        for name in outer:
            place = place.setdefault(name, {})
        if field.value is not None:
            place[last] = field.value
    return document


def fill(form: FlaskForm, document: dict[str, Any]) -> None:
    """Show a document in the fields."""
    for field in entered(form):
        field.show(_value_in(document, field.path))


def _value_in(document: dict[str, Any], path: str) -> Any:
    value: Any = document
    for name in path.split("."):
        value = (value or {}).get(name)
    return value


def take_over_untouched(form: FlaskForm, before: dict[str, Any], now: dict[str, Any]) -> None:
    """Show what a document says now in the fields that still say what it said before."""
    for field in entered(form):
        if field.value == _value_in(before, field.path):
            field.show(_value_in(now, field.path))


def place_problems(form: FlaskForm, problems: Sequence[tuple[str, str]]) -> None:
    """Show each (place, sentence) at the field it is about, or at the first field."""
    fields = entered(form)
    for place, sentence in problems:
        path = place.replace(", ", ".")
        field: Field = next((each for each in fields if _is_about(each.path, path)), fields[0])
        field.errors = [*field.errors, sentence[:1].upper() + sentence[1:]]


def _is_about(path: str, place: str) -> bool:
    return place == path or place.startswith(f"{path}.")
