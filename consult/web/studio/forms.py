"""Forms of the studio beside those of questions. `seen` is the version that a form was filled from."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, FileField, HiddenField, RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length

from consult.web.fields import Day, line
from surveys.questions import KINDS

SHORT, LONG = Length(max=2000, message="Use 2,000 characters or fewer"), Length(max=20_000)
LINES = "One on a line."


class NewForm(FlaskForm):
    """A consultation to begin with."""

    title = line("What is it called?", "Enter a title", hint="People see it. It can be changed later.")
    slug = line(
        "Its address",
        hint="Small letters, digits and hyphens, as in budget-2027. Made of the title if you leave it empty. It stays.",
    )
    source = RadioField("What do you begin with?", [InputRequired("Select what to begin with")])
    file = FileField("A file", description="JSON, as the studio writes it. Only used if you select “A file”.")
    synthetic = BooleanField("It is for practice: replies are invented, and every page says so")


class SeenForm(FlaskForm):
    seen = HiddenField()


class ActForm(SeenForm):
    """A button about a section or question."""

    act = HiddenField()
    name = HiddenField()


class SectionForm(SeenForm):
    title = line("Title of the section", "Enter a title")
    part = line(
        "Name in the progress line", most=16, hint="Sections with the same name count their pages together."
    )
    monitoring = BooleanField(
        "Only for seeing who has replied: kept apart, encrypted and never counted with views"
    )


class QuestionAddForm(SeenForm):
    title = line("What do you ask?", "Enter the question", most=500)
    kind = SelectField("How is it answered?", choices={name: kind.called for name, kind in KINDS.items()})
    section = SelectField("In which section?", validate_choice=False)


class AboutForm(SeenForm):
    """What the consultation is about. Names are those of the proposal; a double underscore leads into a part."""

    title = line("Title", "Enter a title", most=200)
    summary = TextAreaField("What it is about, in a few sentences", [SHORT])
    place = line("Whose public is asked", hint="As in: Kent and Medway")
    owner__name = line("Who runs it")
    owner__part = line("Their part in it", hint="As in: runs this consultation")
    decision_maker__name = line("Who decides")
    decision_maker__part = line("Their part in it", hint="As in: decides, and must explain the decision")
    deployer__name = line("Who would put it into practice, if that is somebody else")
    deployer__part = line("Their part in it")
    decision_due = Day("By when it will be decided", needed="")
    can_change = TextAreaField("What answers can change", [LONG], description=LINES)
    cannot_change = TextAreaField("What answers cannot change", [LONG], description=LINES)
    contact = TextAreaField("What people can ask the office for", [SHORT])
    email = line("E-mail address of the office")
    telephone = line("Telephone")
    address = TextAreaField("Postal address", [SHORT])
    data_protection_officer = line("How to reach the data protection officer", most=500)
    recipients = TextAreaField(
        "Who else sees what people send", [SHORT], description="As in: nobody outside the office."
    )
    kept_until = Day("By when replies are deleted", needed="")
    technology = line("The technology it is about, if any", hint="As in: Body-worn video")
    blinded = BooleanField("Nobody is shown opinions before it closes, not even whoever decides")


class PointForm(SeenForm):
    """One of the options, or of the tests."""

    code = line("Code", hint="Letters and digits. The option not to go ahead has the code “none”.")
    title = line("Title", "Enter a title")
    description = TextAreaField("In plain words", [InputRequired("Describe it"), SHORT])


class RejectedForm(SeenForm):
    title = line("The idea that was set aside", "Enter a title")
    reason = TextAreaField("Why it was set aside", [InputRequired("Say why"), SHORT])


class DocumentForm(SeenForm):
    title = line("Title", "Enter a title")
    kind = SelectField(
        "What it is",
        choices={
            "other": "Another document",
            "proposal": "The proposal",
            "purpose": "What it is for",
            "accuracy": "How accurate it is",
            "equality": "Equality impact",
            "data_protection": "Data protection impact",
        },
    )
    url = line("Address where it can be read", most=500)
    body = TextAreaField(
        "Or its text", [LONG], description="A blank line between paragraphs; **bold**; - for lists."
    )


class SettingsForm(SeenForm):
    """When it is open, and what the questionnaire as a whole says."""

    opens_on = Day("First day to answer", needed="")
    closes_on = Day("Last day to answer", needed="")
    title = line("Title of the questionnaire", most=200)
    primary = SelectField(
        "Main question, if public support is tested",
        validate_choice=False,
        description="With one, a plan of the analysis has to be approved before opening, and a finding is made.",
    )


class CommentForm(FlaskForm):
    words = TextAreaField("Your comment", [InputRequired("Write your comment"), SHORT])


class ReasonForm(FlaskForm):
    reason = TextAreaField("Why, in a sentence", [InputRequired("Say why"), SHORT])


class TextForm(SeenForm):
    document = TextAreaField("The document as JSON", [InputRequired("Enter the document")])
