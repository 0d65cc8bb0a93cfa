"""Fields of staff forms: cleaned lines, days and whole numbers that show again whatever was typed."""

from datetime import date, datetime
from typing import Any

from flask_wtf import FlaskForm
from wtforms import StringField, ValidationError
from wtforms.validators import InputRequired, Length

from consult.clock import LONDON
from consult.services.refusals import FieldRefusedError
from surveys.questions.fields import Line
from surveys.reading.dates import read_date
from surveys.reading.numbers import read_whole

LONGEST_NUMBER = 9
WRONG_DAY = "Enter a day, such as 14/3/2027 or 14 March 2027"
LIKE_THIS = "For example, 14/3/2027"


class Day(Line):
    """A day as people type it, such as 14/3/2027 or 14 March 2027; `day` is what was meant, None where it is blank.

    A browser's own field for dates is not used: it shows days in the order of the browser's country. `needed` is
    the message for a blank one.
    """

    day: date | None = None
    template = "date"

    def __init__(self, label: str, *, needed: str = WRONG_DAY, **options: Any) -> None:
        super().__init__(label, description=LIKE_THIS, **options)
        self.needed = needed

    def pre_validate(self, form: Any) -> None:
        del form
        self.day = read_date(self.data or "")
        if self.day is None and (self.data or self.needed):
            raise ValidationError(WRONG_DAY if self.data else self.needed)

    @property
    def meant(self) -> date:
        """The day of a valid field that must not be blank."""
        if self.day is None:
            raise ValueError(self.name)
        return self.day


def today() -> str:
    """The day in Kent, as the start of a field."""
    return type_day(datetime.now(LONDON).date())


def type_day(day: date) -> str:
    """A day as it is typed."""
    return f"{day.day}/{day.month}/{day.year}"


def words(field: StringField) -> str:
    """What was typed, without blanks around it."""
    return (field.data or "").strip()


class Whole(Line):
    """A whole number, also with thousands parted or a minus before it; `number` is what was meant."""

    number: int = 0

    def pre_validate(self, form: Any) -> None:
        del form
        number = read_whole(self.data or "")
        if number is None or abs(number) >= 10**LONGEST_NUMBER:
            raise ValidationError("Enter a whole number, such as 250")
        self.number = number


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
