"""Fields of staff forms: cleaned lines, days and whole numbers that show again whatever was typed."""

import re
from datetime import date, datetime
from typing import Any

from flask_wtf import FlaskForm
from wtforms import StringField, ValidationError
from wtforms.validators import InputRequired, Length

from consult.clock import LONDON
from consult.services.refusals import FieldRefusedError
from surveys.questions.fields import Line

BRITISH = re.compile(r"(\d{1,2})[/. ](\d{1,2})[/. ](\d{4})")
LONGEST_NUMBER = 9


class Day(Line):
    """A day, picked or typed as 2027-03-14 or 14/3/2027; `day` is what was meant."""

    day: date = date.min

    def pre_validate(self, form: Any) -> None:
        del form
        typed = self.data or ""
        british = BRITISH.fullmatch(typed)
        try:
            year, month, day = reversed(british.groups()) if british else typed.split("-")
            self.day = date(int(year), int(month), int(day))
        except ValueError:
            raise ValidationError("Enter a day, such as 14/3/2027") from None


def today() -> str:
    """The day in Kent, as the start of a field."""
    return datetime.now(LONDON).date().isoformat()


def words(field: StringField) -> str:
    """What was typed, without blanks around it."""
    return (field.data or "").strip()


class Whole(Line):
    """A whole number, also with commas in it or a minus before it; `number` is what was meant."""

    number: int = 0

    def pre_validate(self, form: Any) -> None:
        del form
        typed = (self.data or "").replace(",", "").replace("−", "-")
        if not re.fullmatch(rf"-?\d{{1,{LONGEST_NUMBER}}}", typed):
            raise ValidationError("Enter a whole number, such as 250")
        self.number = int(typed)


def line(label: str, needed: str = "", most: int = 200, hint: str = "") -> StringField:
    """One line of text; with a message for `needed` it must not be blank."""
    return Line(label, checks(needed, most), description=hint)


def checks(needed: str, most: int) -> list[Any]:
    required = [InputRequired(needed)] if needed else []
    return [*required, Length(max=most, message=f"Use {most:,} characters or fewer")]


def say_at_field(form: FlaskForm, refused: FieldRefusedError) -> None:
    """Show a service's refusal where the person can put it right; raises it when the form has no such field."""
    if refused.field not in form:
        raise refused
    form[refused.field].errors = [refused.message]
