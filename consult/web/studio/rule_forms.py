"""What a condition can look at, and the condition that was chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from surveys.drafting.rules import Rule
from surveys.drafting.sentences import called
from surveys.questionnaire import Questionnaire
from surveys.questions.bands import as_number
from surveys.questions.date import Date
from surveys.reading.dates import read_date
from surveys.reading.numbers import read_number

MEASURED = frozenset({"interval", "rank"})


@dataclass(frozen=True, slots=True)
class LooksAt:
    """A variable or a text: `values` are the answers that can be ticked; `limits` says that it lies between two."""

    name: str
    title: str
    values: Mapping[str, str]
    limits: str = ""
    text: bool = False


def choices_of(questionnaire: Questionnaire, target: str) -> dict[str, str]:
    """What was asked before, by the name that rules use; all of it for rules about the whole."""
    kind, _, name = target.partition("/")
    here = {"question": questionnaire.positions.get(name)}.get(kind)
    if kind == "section":
        first = [
            section.questions[0].name
            for section in questionnaire.sections
            if section.name == name and section.questions
        ]
        here = questionnaire.positions.get(first[0]) if first else None
    before = [
        each for each in questionnaire.questions if here is None or questionnaire.positions[each.name] < here
    ]
    found: dict[str, str] = {}
    for question in before:
        names = [question.name] if question.is_text else [variable.name for variable in question.variables()]
        found |= {each: title_of(questionnaire, each) for each in names}
    return found


def title_of(questionnaire: Questionnaire, name: str) -> str:
    question = questionnaire.questions_by_name.get(name)
    if question is not None and question.is_text:
        return f"“{question.label}”: something was written"
    return called(name, questionnaire)


def looks_at(questionnaire: Questionnaire, name: str) -> LooksAt | None:
    """None for a name that there is not."""
    question = questionnaire.questions_by_name.get(name)
    if question is not None and question.is_text:
        return LooksAt(name, title_of(questionnaire, name), {}, text=True)
    variable = questionnaire.variables_by_name.get(name)
    if variable is None:
        return None
    values = {value.code: value.label for value in variable.values}
    if variable.scale not in MEASURED:
        return LooksAt(name, called(name, questionnaire), values)
    limits = "date" if isinstance(questionnaire.owners[name], Date) else "number"
    outside = {code: label for code, label in values.items() if code in variable.outside}
    return LooksAt(name, called(name, questionnaire), outside, limits)


def leaf_of(wanted: LooksAt, sent: MultiDict[str, str]) -> Rule | None:
    """The condition that was chosen; None where nothing was, or it cannot be read."""
    if wanted.text:
        return negated({"answered_text": [wanted.name]}, sent)
    codes = [code for code in sent.getlist("codes") if code in wanted.values]
    if codes:
        about: Rule = {"variable": wanted.name}
        return negated(about | ({"is": codes[0]} if len(codes) == 1 else {"in": codes}), sent)
    limits = {name: read_limit(wanted, sent.get(name, "")) for name in ("at_least", "at_most")}
    known = {name: value for name, value in limits.items() if value is not None}
    return negated({"variable": wanted.name, **known}, sent) if wanted.limits and known else None


def negated(rule: Rule, sent: MultiDict[str, str]) -> Rule:
    return {"not": rule} if sent.get("negated") else rule


def read_limit(wanted: LooksAt, typed: str) -> Any:
    if wanted.limits == "date":
        day = read_date(typed)
        return day.isoformat() if day else None
    number = read_number(typed.strip())
    return None if number is None else as_number(number)
