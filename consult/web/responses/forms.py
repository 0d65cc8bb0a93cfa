"""Forms about responses."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, SelectField, TextAreaField, ValidationError
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
        "What to do",
        [InputRequired("Select what to do with the response")],
        choices={
            "exclude": "Take it out of the count",
            "reinstate": "Bring it back into the count",
            "erase": "Erase it, because the person asked for it. This cannot be undone",
        },
    )
    rule = SelectField(
        "If you take it out: the rule it falls under, as fixed in the plan", validate_choice=True
    )
    reason = TextAreaField(
        "Reason", [DataRequired("Say why"), Length(max=500, message="Use 500 characters or fewer")]
    )

    def validate_rule(self, field: Field) -> None:
        """Only taking out needs a rule."""
        if self.action.data == "exclude" and not field.data:
            raise ValidationError("Choose the rule of the plan by which it is taken out")
