"""The form of a decision: what people said and what is done about it stand on lines, parted by an arrow."""

from collections.abc import Sequence

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from consult.services.consultations.deciding import DecisionView, Heard, NewDecision
from consult.web.fields import Day, type_day
from surveys.proposal import Proposal
from surveys.reading.dates import read_date

LONG = Length(max=20_000, message="Use 20,000 characters or fewer")
ARROW = "->"
SHAPE = f"On each line write what people said, then {ARROW}, then what is done about it"


class DecisionForm(FlaskForm):
    """`seen` is the number of the version that the form was filled from."""

    seen = HiddenField()
    option = RadioField("Which of the options", default="")
    decided = TextAreaField("What was decided", [InputRequired("Say what was decided"), LONG])
    reasons = TextAreaField("Why", [InputRequired("Say why"), LONG])
    decided_on = Day("When it was decided", needed="Enter the day on which it was decided")
    heard = TextAreaField(
        "What people said, and what is done about it",
        [LONG],
        description=f"One on a line, as in: Tell people about cameras {ARROW} Signs will stand at every entrance.",
    )

    def validate_heard(self, field: TextAreaField) -> None:
        if any(not said.strip() or not done.strip() for said, done in read_heard(field.data or "")):
            raise ValidationError(SHAPE)

    def decision(self) -> NewDecision:
        heard = [Heard(said.strip(), done.strip()) for said, done in read_heard(self.heard.data or "")]
        return NewDecision(
            option=self.option.data or "",
            decided=(self.decided.data or "").strip(),
            reasons=(self.reasons.data or "").strip(),
            decided_on=self.decided_on.meant,
            heard=heard,
        )


def read_heard(typed: str) -> list[tuple[str, str]]:
    parts = [line.partition(ARROW) for line in typed.splitlines() if line.strip()]
    return [(said, done) for said, _, done in parts]


def decision_form(proposal: Proposal, versions: Sequence[DecisionView]) -> DecisionForm:
    """A form with the options of the proposal, filled with the newest version if there is one."""
    form = DecisionForm(data=filled(versions[0]) if versions else {"seen": "0"})
    form.option.choices = {option.code: option.title for option in proposal.options} | {
        "": "None of them as it stood"
    }
    return form


def filled(view: DecisionView) -> dict[str, str]:
    day = read_date(view.decided_on)
    return {
        "seen": str(view.number),
        "option": view.option,
        "decided": view.decided,
        "reasons": view.reasons,
        "decided_on": type_day(day) if day else view.decided_on,
        "heard": "\n".join(f"{each['said']} {ARROW} {each['done']}" for each in view.heard),
    }
