"""The form of a plan: every threshold in words, shares as percents."""

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    FloatField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional

from analysis.plan.sensitivities import PUT_BACK, SENSITIVITIES
from consult.web.plans.reading import Readable, frames, numbers
from surveys.reading.numbers import read_number, read_whole

NEEDED = "Enter a number"
DIMENSIONS = {"district": "District", "age": "Age group", "sex": "Sex", "ethnicity": "Ethnic group in five"}


class Figure(FloatField):
    """A number that may have a decimal point."""

    def process_formdata(self, valuelist: list[str]) -> None:
        number = read_number(valuelist[0].strip().removesuffix("%")) if valuelist else None
        self.data = None if number is None else float(number)
        if number is None and valuelist and valuelist[0].strip():
            raise ValueError(NEEDED)


class Count(IntegerField):
    """A whole number."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = read_whole(valuelist[0]) if valuelist else None
        if self.data is None and valuelist and valuelist[0].strip():
            raise ValueError("Enter a whole number")


class PlanForm(FlaskForm):
    """Names are those of `consult.web.plans.filling`, which turns them into a document and back.

    `seen` is the number of the plan that the form was filled from.
    """

    seen = HiddenField()

    reason = TextAreaField(
        "Why the plan is changed",
        [Length(max=500, message="Use 500 characters or fewer")],
        description="The reason is public, beside what the new plan changes.",
    )
    theta = Figure("A majority is more than this percent", [InputRequired(NEEDED)])
    level = Figure("Level of the likely range, in percent", [InputRequired(NEEDED)])
    gamma = Figure(
        "Suppose one side was this many times as likely to answer",
        [InputRequired(NEEDED)],
        description="More is used if official surveys show that it was more.",
    )
    shown = StringField(
        "Also print what would be found at",
        [InputRequired(NEEDED), Readable(numbers, "Enter numbers with commas between them")],
        description="Numbers with commas between them.",
    )
    least = Count("Checks with at least this many replies must agree", [InputRequired(NEEDED)])
    open_replies_bind = BooleanField("Replies of people who chose to take part must agree, too")
    jackknife = BooleanField(
        "Print the likely range by the jackknife, too; it takes longer and decides nothing"
    )
    weighted = SelectMultipleField("Characteristics that replies are weighted to", choices=DIMENSIONS)
    frames = TextAreaField(
        "Lists that addresses are drawn from, one on a line",
        [Readable(frames, "Enter a way of being reached, a colon and how many addresses its list holds")],
        description="Only where more letters go to some places than to others, each by a way of its own: its code, a "
        "colon, the addresses on its list, as in “random_invitation: 750,000”. No address may be on two lists.",
    )
    adults = Count(
        "A reply from a household counts for the adults who live there, at most this many",
        [Optional()],
        description="Letters go to households and one adult of each answers. Leave it empty where the questionnaire "
        "does not ask how many adults there are.",
    )
    cap = Figure("No reply counts more than this many times the average one", [InputRequired(NEEDED)])
    n_eff = Count("Worth at least this many random replies", [InputRequired(NEEDED)])
    deff = Figure("At most this many replies for one random one, after weighting", [InputRequired(NEEDED)])
    item_missing = Figure("At most this percent may leave the question out", [InputRequired(NEEDED)])
    unresolved = Figure(
        "At most this percent may have doubts that nobody has resolved", [InputRequired(NEEDED)]
    )
    judged = Figure("At most this percent may be taken out by staff’s judgement", [InputRequired(NEEDED)])
    response_rate = BooleanField("How many of those invited replied must be known and published")
    least_rate = Figure(
        "At least this percent of those invited must have replied",
        [Optional()],
        description="Leave it empty if any share is enough.",
    )
    expected_rate = Figure(
        "Percent of those invited who are expected to reply",
        [Optional()],
        description="It is public, and the finding says what came of it.",
    )
    recruitment = Figure(
        "If a panel may lead to a finding, too: the percent of the people drawn by lot who joined it",
        [Optional()],
        description="Only a panel whose members were drawn by lot. A panel that people joined by themselves never "
        "decides. Leave it empty where there is no panel.",
    )
    members = SelectMultipleField("Groups with findings of their own")
    target = Count("Replies aimed at from each of these groups", [InputRequired(NEEDED)])
    correction = RadioField(
        "Because there are several groups",
        choices={"holm": "Judge them more strictly (Holm’s correction)", "none": "Judge each by itself"},
    )
    heard = TextAreaField("Groups that are heard in sessions, one on a line")
    sensitivities = SelectMultipleField(
        "Checks",
        choices={code: words.capitalize() for code, words in SENSITIVITIES.items() if code != PUT_BACK},
        description="The share with everything put back that staff took out by judgement is always computed, too.",
    )
    pace = Figure(
        "It was sent after fewer seconds for each answered question than this",
        [InputRequired(NEEDED)],
    )
    alike = Count("This many replies or more have exactly the same answers", [InputRequired(NEEDED)])
    answers = Count("And these are this many answers or more", [InputRequired(NEEDED)])
    exclusions = TextAreaField(
        "Reasons for which a reply is not counted, one on a line",
        [InputRequired("Enter at least one reason")],
        description="A code, a colon, the reason in a sentence, as in “duplicate: The same person replied before.”",
    )
    least_texts = Count("Texts that make a campaign, at least", [InputRequired(NEEDED)])
    least_words = Count("Words that such a text has, at least", [InputRequired(NEEDED)])
    likeness = Figure("How much of two texts must be the same, in percent", [InputRequired(NEEDED)])


class TextForm(FlaskForm):
    """The whole plan as text, for those who know its format."""

    reason = TextAreaField(
        "Why the plan is changed", [Length(max=500, message="Use 500 characters or fewer")]
    )
    document = TextAreaField("The plan as JSON", [InputRequired("Enter the plan")])
    seen = HiddenField()
