"""What staff send about themes: which question to search, and what they sign off."""

from dataclasses import dataclass, field

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import SelectField

from consult.services.statements.signing_off import LONGEST_LABEL, Chosen
from consult.services.statements.suggested import Suggestions
from surveys.writing.cleaning import clean_line
from surveys.writing.counting import count_characters


class SearchForm(FlaskForm):
    question = SelectField("Question")


@dataclass(frozen=True)
class Selection:
    """What a person ticked and typed about one search, with what is wrong with it, by the id of the field."""

    run_id: int
    ticked: frozenset[int] = frozenset()
    labels: dict[int, str] = field(default_factory=dict)
    quotes: frozenset[int] = frozenset()
    errors: tuple[tuple[str, str], ...] = ()

    def error(self, name: str) -> str:
        return dict(self.errors).get(name, "")


def read_selection(found: Suggestions, sent: MultiDict[str, str]) -> Selection:
    """The form as it was sent, checked."""
    ticked = frozenset(sent.getlist("theme", type=int))
    labels = {theme.id: clean_line(sent.get(f"label-{theme.id}", theme.label)) for theme in found.themes}
    quotes = frozenset(sent.getlist("quote", type=int))
    errors = [
        (f"label-{place}", fault) for place in sorted(ticked & {*labels}) if (fault := _fault(labels[place]))
    ]
    if not ticked & {*labels}:
        errors = [
            (f"theme-{found.themes[0].id}" if found.themes else "", "Tick the themes that you sign off")
        ]
    return Selection(found.run_id, ticked, labels, quotes, tuple(errors))


def _fault(label: str) -> str:
    if not label:
        return "Enter a name for the theme"
    if count_characters(label) > LONGEST_LABEL:
        return f"The name of a theme can have {LONGEST_LABEL} characters"
    return ""


def chosen_of(found: Suggestions, selection: Selection) -> list[Chosen]:
    """The ticked themes, in their order, with the ticked quotes."""
    return [
        Chosen(
            theme.id,
            selection.labels[theme.id],
            tuple(quote.decision for quote in theme.quotes if quote.decision in selection.quotes),
        )
        for theme in found.themes
        if theme.id in selection.ticked
    ]
