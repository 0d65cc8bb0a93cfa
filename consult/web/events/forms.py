"""What staff say when something changes while people can answer."""

from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField, TextAreaField
from wtforms.validators import InputRequired, Length

from consult.clock import LONDON
from consult.services.consultations.changing import Announcement
from consult.web.fields import Day
from consult.web.meanwhile import seen_number
from surveys.editing import Text, texts_of, with_texts

LAST_MINUTE = time(23, 59)
SHORT, LONG = Length(max=2000, message="Use 2,000 characters or fewer"), Length(max=20_000)
PREFIX = "text."


class ExtensionForm(FlaskForm):
    """A later closing with its public reason; people can answer until the last minute of that day."""

    what = TextAreaField("What changes", [InputRequired("Say what changes"), SHORT])
    why = TextAreaField("Why", [InputRequired("Say why"), SHORT])
    closes_on = Day("New last day to answer", needed="Enter the new last day")

    def announcement(self) -> Announcement:
        return Announcement(self.what.data or "", self.why.data or "", closes_at=end_of(self.closes_on))


class PauseForm(FlaskForm):
    """A pause, or its end, with the public reason."""

    why = TextAreaField("Why", [InputRequired("Say why: it is shown to everybody"), SHORT])


class ChangeForm(FlaskForm):
    """A material change: the notice, and the proposal's own texts; `seen` is the version they were filled from."""

    what = TextAreaField("What changes", [InputRequired("Say what changes"), SHORT])
    why = TextAreaField("Why", [InputRequired("Say why"), SHORT])
    notice = TextAreaField(
        "Notice on every page, in one or two sentences", [InputRequired("Write the notice"), SHORT]
    )
    closes_on = Day("New last day to answer, if it is moved", needed="")
    seen = HiddenField()

    def announcement(self, document: Mapping[str, Any]) -> Announcement:
        return Announcement(
            self.what.data or "",
            self.why.data or "",
            self.notice.data or "",
            end_of(self.closes_on),
            with_texts(document, self.words),
            seen_number(self.seen.data),
        )

    @property
    def words(self) -> dict[str, str]:
        """What was typed, by the place of the text."""
        fields = [field for field in self if field.name.startswith(PREFIX)]
        return {field.name.removeprefix(PREFIX): field.data or "" for field in fields}


class ClosingForm(FlaskForm):
    """An earlier closing, with its public reason."""

    reason = TextAreaField(
        "Why people are given less time than was announced",
        [InputRequired("Say why: the reason is public"), SHORT],
    )


def change_form(texts: list[Text], seen: int) -> ChangeForm:
    """A form with a field for each text of the proposal, filled with how it reads now."""
    fields = {
        f"{PREFIX}{text.path}": TextAreaField(text.label.capitalize(), [LONG], default=text.words)
        for text in texts
    }
    made: ChangeForm = type("ProposalForm", (ChangeForm,), fields)(seen=str(seen))
    return made


def editable(document: Mapping[str, Any]) -> dict[str, Any]:
    """The proposal with the parts that may be empty, so that they can be filled in."""
    empty = dict.fromkeys(("place", "system", "email", "telephone", "address", "kept_until"), "")
    return {**empty, **document}


def parts_of(texts: list[Text]) -> dict[str, list[str]]:
    """The names of the fields, by the part of the proposal that they belong to."""
    parts: dict[str, list[str]] = {}
    for text in texts:
        parts.setdefault(text.part.replace("_", " ").capitalize(), []).append(f"{PREFIX}{text.path}")
    return parts


def end_of(field: Day) -> datetime | None:
    """The last minute of a day, in Kent's time; None where no day was entered."""
    return None if field.day is None else datetime.combine(field.day, LAST_MINUTE, LONDON).astimezone(UTC)


def texts_to_edit(document: Mapping[str, Any]) -> list[Text]:
    return texts_of(editable(document))
