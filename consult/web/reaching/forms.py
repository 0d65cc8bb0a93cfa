"""Forms about ways of being reached and batches of codes."""

from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired

from consult.services.reaching.ways import ADDABLE
from consult.web.fields import Day, Whole, checks, line, today

FILE = "file"
LETTERS = "letters"
FORMATS = {
    FILE: "A CSV file, for whoever prints the letters",
    LETTERS: "Letters to print now, one on each page",
}
SELECTION = "One person in each household: of those aged 16 or over, whoever has the next birthday."


class WayForm(FlaskForm):
    kind = RadioField(
        "How they are reached", [InputRequired("Select how people are reached")], choices=ADDABLE
    )
    name = line(
        "Name", hint="Whose link, panel, event or number it is. For example, a library’s name.", most=80
    )
    code = line(
        "Code",
        hint="Part of the address. Leave it blank to have it made from the name.",
        most=40,
    )


class BatchForm(FlaskForm):
    arm = SelectField("For whom")
    name = line("Name of the batch", "Enter a name for the batch", hint="For example, Wave 1.", most=80)
    size = Whole(
        "How many codes",
        description="At least 10: of fewer, it could be told which reply came by which code.",
    )
    post_on = Day("When they are to be posted", default=today)
    frame = TextAreaField(
        "Where the addresses come from",
        checks("Say where the addresses come from", 2000),
        description="The list, its date, and how addresses were drawn from it.",
    )
    selection = TextAreaField(
        "Who in the household should answer",
        checks("Say who should answer", 500),
        description="This is printed in the letter.",
        default=SELECTION,
    )
    notes = TextAreaField("Other notes", checks("", 2000), description="You can leave this blank.")
    format = RadioField("What to get", [InputRequired("Select what to get")], choices=FORMATS, default=FILE)


class PostedForm(FlaskForm):
    number = Whole("Letters posted")
    day = Day("Day of posting", default=today)


class UndeliveredForm(FlaskForm):
    number = Whole(
        "Letters that came back", description="A number below zero, such as -3, takes back a mistake."
    )
    day = Day("Day", default=today)


class CodesForm(FlaskForm):
    codes = TextAreaField(
        "Codes of letters that came back",
        [InputRequired("Paste or type the codes")],
        description="One on each line. They cannot be used any more.",
    )
    day = Day("Day", default=today)


class VoidForm(FlaskForm):
    reason = TextAreaField("Reason", checks("Say why", 500))
