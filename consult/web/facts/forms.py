"""A form for each kind of fact."""

from collections.abc import Mapping

from flask_wtf import FlaskForm
from wtforms import HiddenField, TextAreaField
from wtforms.validators import InputRequired, Length

from analysis.evidence.scorecard import default_tests
from consult.services.facts.reading import ACCURACY, HELD, OUTCOME, SURVEY
from consult.web.facts.fields import (
    Amount,
    Choice,
    Codes,
    Groups,
    LongWords,
    Percent,
    PlacedDay,
    Tick,
    Whole,
    Words,
)

NEEDS = {"": "Choose"} | {
    need.code: f"{test.title}: {need.label}" for test in default_tests().tests for need in test.needs
}
NOT_COUNTED = "Leave it empty if nobody counted it."


class FactForm(FlaskForm):
    """`seen` is the number of the version that is being changed."""

    seen = HiddenField()


class AccuracyForm(FactForm):
    title = Words("Title", "title", needed="Enter a title", description="For example: London, 2025")
    supplier = Words("Supplier of the system", "supplier", needed="Enter the supplier")
    version = Words("Version", "version", needed="Enter the version, or “not stated”")
    tester = Words("Tested by", "tester", needed="Enter who tested it")
    setting = Choice(
        "Kind of test",
        "setting",
        choices={"street": "Used in the street", "laboratory": "A test under set conditions"},
    )
    period = Words("When it was tested", "period", needed="Enter when it was tested")
    threshold = Amount(
        "How alike two faces must be for an alert (the system’s threshold)",
        "threshold",
        description="For example: 0.6",
    )
    watchlist = Whole("People on the list", "watchlist")
    faces = Whole("Faces scanned", "counts.faces", description=NOT_COUNTED)
    alerts = Whole("Alerts", "counts.alerts")
    false_alerts = Whole("Wrong alerts", "counts.false_alerts")
    listed = Whole("People on the list who walked past", "counts.listed", description=NOT_COUNTED)
    missed = Whole("Of these, missed", "counts.missed")
    groups = Groups(
        "The same by group",
        "groups",
        description="A line for each group: name; faces; alerts; wrong alerts; on the list; missed. Leave a number "
        "out where nobody counted, for example: Black people;;;8",
    )
    false_rate = Percent(
        "Wrong alerts in % of faces, if only the rate was published",
        "false_rate",
        description="For example: 0.017",
    )
    found_rate = Percent(
        "People found in % of those on the list, if only the rate was published", "found_rate"
    )
    own = Tick("These are figures of the system and the place that are consulted on", "own")
    source = Words("Source", "source", needed="Enter the source")
    url = Words("Address of the source", "url")
    day = PlacedDay("Date of the source", "day", needed="Enter the date of the source")
    note = LongWords("What readers should know", "note")


class OutcomeForm(FactForm):
    label = Words("What it is to achieve", "label", needed="Enter what it is to achieve")
    indicator = Words("What is measured", "indicator")
    unit = Words("Unit", "unit", description="For example: people a year")
    baseline = Amount("Where it stands today", "baseline")
    measured = PlacedDay("Measured on", "measured")
    target = Amount("Where it is to go", "target")
    due = PlacedDay("By when", "due")
    source = Words("Source of the figures", "source")


class HeldForm(FactForm):
    need = Choice("What it is evidence for", "need", choices=NEEDS, needed="Select what it is evidence for")
    title = Words("Title", "title", needed="Enter a title")
    day = PlacedDay("Date", "day")
    url = Words("Address where it can be read", "url")
    text = LongWords("Or its text", "text", description="You can use Markdown.")


class SurveyForm(FactForm):
    title = Words("Title", "title", needed="Enter a title")
    organisation = Words("Who made it", "organisation", needed="Enter who made it")
    population = Words("Who was asked", "population", needed="Enter who was asked")
    when = Words("When", "when", needed="Enter when people were asked, or when it was published")
    wording = Words("Words of the question", "wording", needed="Enter the words of the question")
    n = Whole("How many people answered", "n", description="Leave it empty if that was not published.")
    support = Percent("Support, in %", "support")
    oppose = Percent("Oppose, in %", "oppose")
    neither = Percent("Neither or unsure, in %", "neither")
    source = Words("Source", "source", needed="Enter the source")
    url = Words("Address of the source", "url")
    variable = Words(
        "Name of our variable that asks the same, if any",
        "variable",
        description="As in the codebook of the export, for example: trust",
    )
    answers = Codes("Codes of its answers, with commas between them", "answers")
    share = Percent("Share of the survey’s people who gave these answers, in %", "share")
    official = Tick("An official survey: ours can be judged by it for who chose to answer", "official")
    note = LongWords("What readers should know", "note")


class WithdrawalForm(FlaskForm):
    reason = TextAreaField(
        "Reason", [InputRequired("Say why"), Length(max=500, message="Use 500 characters or fewer")]
    )


FORMS: Mapping[str, type[FactForm]] = {
    ACCURACY: AccuracyForm,
    OUTCOME: OutcomeForm,
    HELD: HeldForm,
    SURVEY: SurveyForm,
}
