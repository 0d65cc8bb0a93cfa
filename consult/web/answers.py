"""The answer to a request."""

from flask_wtf import FlaskForm
from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from consult.services.approvals.asking import APPROVED, REFUSED, TAKEN_BACK

SHORT = Length(max=500, message="Use 500 characters or fewer")
REASON = "Why, if you refuse it"


class AnswerForm(FlaskForm):
    """What somebody else makes of a request."""

    decision = RadioField(
        "Your answer",
        [InputRequired("Select your answer")],
        choices={APPROVED: "Approve it: it is done at once", REFUSED: "Refuse it"},
    )
    reason = TextAreaField(REASON, [SHORT])


class TakeBackForm(FlaskForm):
    """Who asked thinks better of it."""

    decision = RadioField(choices={TAKEN_BACK: "Take it back"}, default=TAKEN_BACK)
    reason = TextAreaField("Why, if you want to say it", [SHORT])
