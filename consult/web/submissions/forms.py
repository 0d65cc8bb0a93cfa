"""Forms about what is heard beside the form."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, FileField, RadioField, TextAreaField
from wtforms.validators import InputRequired

from consult.services.beside.consultees import WAYS
from consult.services.beside.files import LARGEST
from consult.services.beside.submissions import SENDERS
from consult.web.fields import Day, Whole, checks, line, today

LONGEST_WORDS = 200_000


class SubmissionForm(FlaskForm):
    sender = line(
        "Sender’s name", "Enter the sender’s name", hint="It is kept encrypted and seen by staff only."
    )
    sender_kind = RadioField("Who sent it", [InputRequired("Select who sent it")], choices=SENDERS)
    received_on = Day("Received on", default=today)
    file = FileField("File", description=f"PDF, DOCX or TXT, up to {LARGEST}.")
    words = TextAreaField("Or paste the words", checks("", LONGEST_WORDS))
    may_publish = BooleanField("The sender agrees that it may be published")


class NoteForm(FlaskForm):
    host = line("Host", "Enter who held the session")
    place = line("Place", "Enter where it was held")
    held_on = Day("Held on", default=today)
    attendance = Whole("How many people came")
    groups = TextAreaField(
        "Groups heard",
        checks("", 2_000),
        description="One on each line, for example: Gypsy, Traveller and Roma residents.",
    )
    views = TextAreaField(
        "What people said",
        checks("Write what people said", LONGEST_WORDS),
        description="Views in words. Do not write who said what.",
    )


class WithdrawalForm(FlaskForm):
    reason = TextAreaField("Reason", checks("Say why", 500))


class ConsulteeForm(FlaskForm):
    organisation = line("Organisation", "Enter the organisation’s name")
    contacted_on = Day("Contacted on", default=today)
    way = RadioField("How it was contacted", [InputRequired("Select how it was contacted")], choices=WAYS)


class ReplyForm(FlaskForm):
    replied_on = Day("Replied on", default=today)
