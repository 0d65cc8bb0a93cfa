"""The decision about one statement."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, StringField
from wtforms.validators import InputRequired, Length

from consult.services.statements.moderation import DECISIONS


class DecisionForm(FlaskForm):
    statement = HiddenField()
    decision = RadioField("Decision", [InputRequired("Select a decision")], choices=DECISIONS)
    reason = StringField("Reason", [Length(max=300, message="Use 300 characters or fewer")])
