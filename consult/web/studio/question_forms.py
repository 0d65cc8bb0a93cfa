"""The form of a question, made of what its kind says of itself; and the question that a filled form describes."""

import copy
from collections.abc import Callable, Mapping
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, HiddenField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, Regexp, ValidationError

from consult.web.fields import Day, line, type_day
from consult.web.studio.place import with_words, words_of
from surveys.drafting.lines import read_lines, write_lines
from surveys.questions import KINDS
from surveys.questions.bands import as_number
from surveys.questions.fields import Line
from surveys.questions.multiple import Multiple
from surveys.questions.properties import COMMON, DRAWN, Property
from surveys.reading.dates import read_date
from surveys.reading.numbers import read_number
from surveys.reading.reader import NAME, NAME_RULE

Document = dict[str, Any]

PREFIX = "set-"
ELSEWHERE = frozenset({"rule", "facts"})  # edited on pages of their own
NEEDED = "Fill this in"


class QuestionForm(FlaskForm):
    """`seen` is the version that it was filled from."""

    seen = HiddenField()

    @property
    def shown(self) -> list[Field]:
        return [field for field in self if field.name.startswith(PREFIX)]


def properties_of(kind: str) -> list[Property]:
    """What the form of a kind asks for: the question, its own fields, then what every question has."""
    first, *rest = [each for each in COMMON if each.name != "name"]
    name = next(each for each in COMMON if each.name == "name")
    asked = (first, *KINDS[kind].properties, *rest, name)
    listed = any(each.form == "options" and each.name != "districts" for each in KINDS[kind].properties)
    return [each for each in asked if each.form not in ELSEWHERE and (each is not DRAWN or listed)]


def question_form(question: Document, language: str, **data: Any) -> QuestionForm:
    """A form with a field for each property, filled with how the question is."""
    fields = {f"{PREFIX}{each.name}": FIELDS[each.form](each) for each in properties_of(question["kind"])}
    filled = {f"{PREFIX}{each.name}": show(question.get(each.name), each, language)
              for each in properties_of(question["kind"])}  # fmt: skip
    made: QuestionForm = type("KindForm", (QuestionForm,), fields)(data=filled | data)
    return made


def question_of(form: QuestionForm, before: Document, language: str) -> Document:
    """The question that a valid form describes; what the form does not ask for stays."""
    made = copy.deepcopy(before)
    for each in properties_of(before["kind"]):
        value = READ[each.form](form[f"{PREFIX}{each.name}"], before.get(each.name), language)
        empty = value is None or value in ("", [])
        usual = bool(each.default) if each.form == "flag" else each.default
        if empty or (value == usual and each.name not in before):
            made.pop(each.name, None)
        else:
            made[each.name] = value
    return with_stars(made)


def with_stars(question: Document) -> Document:
    """Where several answers can be ticked, one that is set apart excludes all others."""
    apart = [each["code"] for each in question.get("options", []) if each.get("outside")]
    if question["kind"] == Multiple.kind and apart:
        question["exclusive"] = list(dict.fromkeys([*question.get("exclusive", []), *apart]))
    return question


def labels_of(kind: str) -> dict[str, str]:
    """What each field is called, by its name in the document."""
    return {each.name: each.label for each in properties_of(kind)}


def show(value: Any, each: Property, language: str) -> Any:
    """A value of the document as its field shows it."""
    value = each.default if value is None else value
    if each.form in {"line", "text"}:
        return words_of(value, language)
    if each.form == "options":
        return write_lines(in_language(value or [], language))
    if each.form in {"codes", "numbers"}:
        return ", ".join(map(str, value or []))
    if each.form == "day":
        day = read_date(str(value or ""))
        return type_day(day) if day else value
    return value if each.form == "flag" else "" if value is None else str(value)


def in_language(options: list[Document], language: str) -> list[Document]:
    """Options with the words of one language."""
    texts = ("label", "hint", "group")
    return [
        each | {name: words_of(each[name], language) for name in texts if name in each} for each in options
    ]


def _line(each: Property) -> Field:
    return line(each.label, NEEDED if each.needed else "", 500, each.hint)


def _area(each: Property) -> Field:
    checks = [Length(max=100_000), *([InputRequired(NEEDED)] if each.needed else [])]
    return TextAreaField(each.label, checks, description=each.hint)


def _name(each: Property) -> Field:
    return _checked(each, [InputRequired(NEEDED), Regexp(rf"^{NAME.pattern}$", message=f"Use {NAME_RULE}")])


def _checked(each: Property, checks: list[Any]) -> Field:
    return Line(each.label, checks, description=each.hint)


def _figure(each: Property) -> Field:
    def check(_form: FlaskForm, field: Field) -> None:
        if field.data and read_number(field.data) is None:
            raise ValidationError("Enter a number, like 10")

    return _checked(each, [*([InputRequired(NEEDED)] if each.needed else []), check])


def _figures(each: Property) -> Field:
    def check(_form: FlaskForm, field: Field) -> None:
        if any(read_number(part.strip()) is None for part in _commas(field.data)):
            raise ValidationError("Enter numbers with commas between them, like 0, 10, 20")

    return _checked(each, [check])


FIELDS: Mapping[str, Callable[[Property], Any]] = {
    "name": _name,
    "line": _line,
    "text": _area,
    "flag": lambda each: BooleanField(each.label, description=each.hint),
    "number": _figure,
    "numbers": _figures,
    "day": lambda each: Day(each.label, needed=NEEDED if each.needed else ""),
    "choice": lambda each: SelectField(each.label, choices=dict(each.choices), description=each.hint),
    "code": _line,
    "codes": lambda each: line(each.label, "", 1000, each.hint or "With commas between them."),
    "options": _area,
}
Reader = Callable[[Any, Any, str], Any]


def _number_of(typed: str | None) -> int | float | None:
    number = read_number(typed or "")
    return None if number is None else as_number(number)


def _commas(typed: str | None) -> list[str]:
    return [part.strip() for part in (typed or "").split(",") if part.strip()]


def _options_of(field: Field, before: Any, language: str) -> list[Document]:
    known = in_language(before or [], language)
    made = read_lines(field.data or "", known)
    old = {each.get("code"): each for each in before or []}
    return [keep_languages(each, old.get(each["code"], {}), language) for each in made]


def keep_languages(option: Document, before: Document, language: str) -> Document:
    """The option with its other languages as they were."""
    return option | {name: with_words(before.get(name), language, option[name])
                     for name in ("label", "hint", "group") if name in option}  # fmt: skip


def _words(field: Field, before: Any, language: str) -> Any:
    words = (field.data or "").replace("\r\n", "\n").strip()
    return with_words(before, language, words) if words or isinstance(before, dict) else ""


READ: Mapping[str, Reader] = {
    "name": lambda field, _before, _language: field.data,
    "line": _words,
    "text": _words,
    "flag": lambda field, _before, _language: bool(field.data),
    "number": lambda field, _before, _language: _number_of(field.data),
    "numbers": lambda field, _before, _language: [_number_of(part) for part in _commas(field.data)],
    "day": lambda field, _before, _language: field.day.isoformat() if field.day else None,
    "choice": lambda field, _before, _language: field.data,
    "code": lambda field, _before, _language: field.data,
    "codes": lambda field, _before, _language: _commas(field.data),
    "options": _options_of,
}
