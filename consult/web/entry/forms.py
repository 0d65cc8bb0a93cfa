"""The forms of a typed reply: the slip of the form, and every question of the survey on one page."""

from flask_wtf import FlaskForm
from wtforms import Form, HiddenField, SelectField

from consult.extensions import db
from consult.places.lookup import make_lookup
from consult.services.consultations.catalogue import Version
from consult.services.reaching.ways import ASSISTED
from consult.web.fields import Day, line, today
from consult.web.staff_survey import StaffSurvey
from surveys.questions import AnyQuestion

_classes: dict[int, type[Form]] = {}  # by version: what is published never changes


class AgainForm(FlaskForm):
    """A form that is typed again; `visit` makes two pressings of its button one reply."""

    visit = HiddenField()


class SlipForm(AgainForm):
    arm = SelectField("How it came")
    batch = line("Batch", most=40, hint="Such as a bundle or a session.")
    serial = line("Serial number", "Enter the number on the form", most=40, hint="Each form has its own.")
    received = Day("Received on", default=today)
    code = line(
        "Invitation code", most=40, hint="If one stands on it: then it counts among those who were invited."
    )


def slip_form(place: StaffSurvey, **start: str) -> SlipForm:
    """The slip as it was sent, or a fresh one that starts with some values."""
    form = SlipForm(formdata=None, data=start, prefix="slip-") if start else SlipForm(prefix="slip-")
    arms = (arm for arm in place.listing.arms.values() if arm.kind in ASSISTED)
    form.arm.choices = [(arm.code, arm.label) for arm in arms]
    return form


def answers_class(version: Version) -> type[Form]:
    """One form with the fields of all questions."""
    if version.id not in _classes:
        fields = {
            name: field
            for question in version.questionnaire.questions
            for name, field in question.fields(find_place).items()
        }
        _classes[version.id] = type("AnswersForm", (Form,), fields)
    return _classes[version.id]


def field_names(question: AnyQuestion) -> frozenset[str]:
    return frozenset(question.fields())


def find_place(typed: str) -> str | None:
    """The lookup, bound to whichever request asks."""
    return make_lookup(db.session)(typed)
