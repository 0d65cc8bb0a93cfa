"""Shape: what a bundle must be for its parts to be worked on one by one; what else is wrong can wait."""

from collections.abc import Iterator, Mapping
from typing import Any

from surveys.drafting.bundle import PROPOSAL, QUESTIONNAIRE, Placed
from surveys.questions import KINDS
from surveys.questions.properties import COMMON, SHOW_IF, Form
from surveys.reading.reader import FORMAT, NAME

Document = dict[str, Any]

MOST_QUESTIONS = 2000
LISTS = ("options", "tests", "rejected", "documents")
RULES = (SHOW_IF.name, "eligible", "consent")
LINES = ("can_change", "cannot_change")
OBJECTS: frozenset[Form] = frozenset({"options", "facts"})
PLAIN: frozenset[Form] = frozenset({"codes", "numbers"})
NO_RULE = "This must be an object with named fields."
NO_OBJECTS, NO_LIST = "This must be a list of objects with named fields.", "This must be a list."


def empty_bundle(title: str) -> Document:
    """A consultation of which nothing is said but what it is called."""
    texts = {"format": FORMAT, "language": "en", "languages": ["en"], "title": title}
    return {"format": FORMAT, PROPOSAL: dict(texts), QUESTIONNAIRE: texts | {"sections": []}}


def shape_problems(bundle: Any) -> list[Placed]:
    """Why a bundle cannot be worked on, or nothing."""
    if not isinstance(bundle, Mapping):
        return [Placed("whole", "document", "This must be an object with named fields.")]
    parts = [part for part in (PROPOSAL, QUESTIONNAIRE) if not isinstance(bundle.get(part), Mapping)]
    if parts:
        return [Placed(part, part, "This must be an object with named fields.") for part in parts]
    found = [*_of_proposal(bundle[PROPOSAL]), *_of_sections(bundle[QUESTIONNAIRE])]
    return found[:100]


def _of_proposal(proposal: Mapping[str, Any]) -> Iterator[Placed]:
    for name in LISTS:
        items = proposal.get(name) or []
        if not isinstance(items, list) or not all(isinstance(each, Mapping) for each in items):
            yield Placed(PROPOSAL, name, NO_OBJECTS)
    for name in LINES:
        if not isinstance(proposal.get(name) or [], list):
            yield Placed(PROPOSAL, name, NO_LIST)


def _of_sections(questionnaire: Mapping[str, Any]) -> Iterator[Placed]:
    sections = questionnaire.get("sections", [])
    if not isinstance(sections, list) or not all(map(_is_named, sections)):
        yield Placed(QUESTIONNAIRE, "sections", "This must be a list of sections, each with a name.")
        return
    questions = [each for section in sections for each in _list_of(section.get("questions"))]
    names = [each["name"] for each in questions if _is_named(each)]
    if len(questions) > MOST_QUESTIONS:
        yield Placed(QUESTIONNAIRE, "sections", f"There may be {MOST_QUESTIONS:,} questions at most.")
    yield from _of_rules(questionnaire, sections)
    for section in sections:
        if not isinstance(section.get("questions"), list):
            yield Placed(QUESTIONNAIRE, f"section “{section['name']}”", "“questions” must be a list.")
    for number, each in enumerate(questions, start=1):
        if not _is_named(each) or each.get("kind") not in tuple(KINDS):
            yield Placed(
                QUESTIONNAIRE, f"question {number}", f"It needs a name and a kind: {', '.join(KINDS)}."
            )
        else:
            yield from _of_question(each)
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Placed(QUESTIONNAIRE, f"question “{name}”", "Another question has the same name.")


def _of_rules(questionnaire: Mapping[str, Any], sections: list[Any]) -> Iterator[Placed]:
    places = {"questionnaire": questionnaire} | {f"section “{each['name']}”": each for each in sections}
    for place, holder in places.items():
        for name in RULES:
            if not isinstance(holder.get(name) or {}, Mapping):
                yield Placed(QUESTIONNAIRE, f"{place}, {name}", NO_RULE)


def _of_question(question: Mapping[str, Any]) -> Iterator[Placed]:
    """What its form cannot show."""
    for each in (*KINDS[question["kind"]].properties, *COMMON):
        value, place = question.get(each.name), f"question “{question['name']}”, {each.name}"
        if each.form == SHOW_IF.form and not isinstance(value or {}, Mapping):
            yield Placed(QUESTIONNAIRE, place, NO_RULE)
        if value is None or each.form not in OBJECTS | PLAIN:
            continue
        if not isinstance(value, list):
            yield Placed(QUESTIONNAIRE, place, NO_LIST)
        elif each.form in OBJECTS and not all(isinstance(item, Mapping) for item in value):
            yield Placed(QUESTIONNAIRE, place, NO_OBJECTS)


def _list_of(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _is_named(value: Any) -> bool:
    return (
        isinstance(value, Mapping)
        and isinstance(value.get("name"), str)
        and bool(NAME.fullmatch(value["name"]))
    )
