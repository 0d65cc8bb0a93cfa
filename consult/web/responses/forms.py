"""Forms about responses."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.fields import Field
from wtforms.validators import DataRequired, InputRequired, Length

from consult.exports import FORMATS

TITLES = {name: each.title for name, each in FORMATS.items()}


class ExportForm(FlaskForm):
    format = RadioField("File format", [InputRequired("Select a file format")], choices=TITLES)
    with_texts = BooleanField("Include what people wrote in their own words")


class DoubtForm(FlaskForm):
    action = RadioField(
        "What do you want to note?",
        [InputRequired("Select what you want to note")],
        choices={
            "settled": "I have looked at it and there is no doubt",
            "raised": "There is a doubt about this reply",
        },
    )
    reason = TextAreaField(
        "Why",
        [DataRequired("Say why"), Length(max=500, message="Use 500 characters or fewer")],
        description="Do not write names or anything else that tells who somebody is.",
    )


class ExclusionForm(FlaskForm):
    action = RadioField(
        "What is to be done",
        [InputRequired("Select what is to be done")],
        choices={
            "exclude": "Take out of the count",
            "reinstate": "Bring back into the count",
            "erase": "Erase, because the person asked for it. This cannot be undone",
        },
    )
    rule = SelectField(
        "To take out or erase: the rule of the plan that it rests on",
        validate_choice=True,
        description="These are the rules that were fixed before the first reply came.",
    )
    reason = TextAreaField(
        "Reason",
        [DataRequired("Say why"), Length(max=500, message="Use 500 characters or fewer")],
        description="For whoever approves it, and kept on record. Do not write what a reply says, or who sent it.",
    )

    def validate_rule(self, field: Field) -> None:
        """Only bringing back needs no rule."""
        if self.action.data in {"exclude", "erase"} and not field.data:
            raise ValidationError("Choose the rule of the plan that it rests on")


class CopyForm(FlaskForm):
    reference = StringField(
        "Reference that the person gave you",
        [DataRequired("Enter the reference")],
        description="It is on the page that people see when they have sent their answers.",
    )
