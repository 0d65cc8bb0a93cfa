"""The form of the alert calculator: sent by GET, so that a result has an address."""

from collections.abc import Sequence

from flask_wtf import FlaskForm
from wtforms import SelectField, StringField, ValidationError
from wtforms.validators import InputRequired

from consult.services.facts.calculating import Question
from consult.services.facts.reading import FactView
from surveys.reading.numbers import read_whole

LARGEST = 1_000_000
STARTS_WITH = {"people": "10,000", "listed": "5", "watchlist": "1,000"}


class WholeNumber:
    """A whole number within limits."""

    def __init__(self, least: int) -> None:
        self.least = least

    def __call__(self, _form: FlaskForm, field: StringField) -> None:
        number = read_whole(field.data or "")
        if number is None:
            raise ValidationError(f"Enter a whole number for “{field.label.text}”, like 1,000")
        if not self.least <= number <= LARGEST:
            raise ValidationError(
                f"“{field.label.text}” must be from {self.least:,} to {LARGEST:,}, and you entered {number:,}"
            )


class CalculatorForm(FlaskForm):
    class Meta(FlaskForm.Meta):
        csrf = False  # it changes nothing

    people = StringField("How many people walk past?", [WholeNumber(1)])
    listed = StringField("How many of them are on the list?", [WholeNumber(0)])
    watchlist = StringField("How many people are on the list in all?", [WholeNumber(1)])
    evidence = SelectField("Which evidence?", [InputRequired("Select the evidence to use")])

    def validate_listed(self, field: StringField) -> None:
        people, listed, watchlist = (
            read_whole(each.data or "") for each in (self.people, field, self.watchlist)
        )
        if listed is not None and people is not None and listed > people:
            raise ValidationError("There cannot be more people on the list than people who walk past")
        if listed is not None and watchlist is not None and listed > watchlist:
            raise ValidationError("There cannot be more people of the list than are on it")

    @property
    def question(self) -> Question:
        """What was asked, once it is valid."""
        people, listed, watchlist = (
            read_whole(each.data or "") or 0 for each in (self.people, self.listed, self.watchlist)
        )
        return Question(people, listed, watchlist, str(self.evidence.data))


def offer(form: CalculatorForm, usable: Sequence[FactView]) -> CalculatorForm:
    """The form with the evidence that it can be used with."""
    titles = [fact.title for fact in usable]
    form.evidence.choices = {fact.code: _named(fact, alone=titles.count(fact.title) == 1) for fact in usable}
    return form


def _named(fact: FactView, *, alone: bool) -> str:
    """Its title, and what tells it apart from others of the same title."""
    threshold = fact.document.get("threshold")
    return fact.title if alone or not threshold else f"{fact.title} (alert at {threshold:g} or more)"
