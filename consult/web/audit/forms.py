"""What acts are looked for by."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import SelectField, ValidationError

from consult.services.audit import NOBODY, Search
from consult.web.fields import Day, line

YEARS = range(2000, 2101)


class SearchedDay(Day):
    """A day of this century, or none."""

    def pre_validate(self, form: Any) -> None:
        if (self.data or "").strip():
            super().pre_validate(form)
            if self.meant.year not in YEARS:
                raise ValidationError("Enter a day of this century, such as 14/3/2027")


class SearchForm(FlaskForm):
    """Sent in the address, so that a page of results can be kept and sent on; it changes nothing."""

    class Meta(FlaskForm.Meta):
        csrf = False

    who = SelectField("Who", validate_choice=False)
    act = SelectField("What was done", validate_choice=False)
    about = line("About", hint="For example, response:12 or person:3.", most=80)
    since = SearchedDay("From")
    until = SearchedDay("To")

    def offer(self, people: list[str], actions: list[str]) -> None:
        self.who.choices = {"": "Anybody", NOBODY: "The command line", **{each: each for each in people}}
        self.act.choices = {"": "Anything", **{each: each for each in actions}}

    def search(self, before: int | None = None) -> Search:
        """What was asked for; what cannot be read is passed over, and said at its field."""
        given = {name: value for name, value in self.told().items() if not self[name].errors}
        return Search(
            email=given.get("who", ""),
            action=given.get("act", ""),
            about=given.get("about", ""),
            since=self.since.day if "since" in given else None,
            until=self.until.day if "until" in given else None,
            before=before,
        )

    def told(self) -> dict[str, str]:
        """What was filled in."""
        return {field.name: str(field.data).strip() for field in self if (field.data or "").strip()}
