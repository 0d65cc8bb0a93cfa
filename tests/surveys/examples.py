"""Examples of every kind of question, documents made of them, and forms posted with answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from werkzeug.datastructures import MultiDict
from wtforms import Form

from surveys.document import parse
from surveys.questionnaire import Questionnaire
from surveys.questions import AnyQuestion, PlaceLookup
from surveys.questions.base import no_places
from surveys.reading.reader import DefinitionError, Problem

Document = dict[str, Any]
Q = TypeVar("Q", bound=AnyQuestion)


@dataclass(frozen=True)
class Example:
    """A question as a document, answers that fit, and answers that were never offered."""

    document: Document
    answers: tuple[Any, ...]
    made_up: tuple[Any, ...] = ()


def options(*codes: str, **more: Any) -> list[Document]:
    return [{"code": code, "label": code.capitalize(), **more} for code in codes]


UNSURE = {"code": "unsure", "label": "Not sure", "outside": True}

EXAMPLES: Mapping[str, Example] = {
    "single": Example(
        {"name": "colour", "options": [*options("red", "blue"), UNSURE]},
        answers=("red", "unsure"),
        made_up=("green",),
    ),
    "agreement": Example({"name": "view"}, answers=("tend_oppose", "dont_know"), made_up=("agree",)),
    "multiple": Example(
        {
            "name": "fruit",
            "exclusive": ["none", "unsure"],
            "options": [*options("apple", "pear", "none"), UNSURE],
        },
        answers=(["apple"], ["apple", "pear"], ["none"], ["unsure"]),
        made_up=(["melon"],),
    ),
    "grid": Example(
        {"name": "meals", "rows": options("lunch", "supper"), "columns": options("good", "bad")},
        answers=({"lunch": "good"}, {"lunch": "dont_know", "supper": "bad"}),
        made_up=({"lunch": "superb"},),
    ),
    "ranking": Example(
        {"name": "sports", "items": options("rugby", "chess", "darts"), "instead": options("neither")},
        answers=({"rugby": 2, "chess": 1}, {"chess": 1, "rugby": 2, "darts": 3}, "neither"),
        made_up=("all",),
    ),
    "number": Example(
        {"name": "visits", "min": 0, "max": 30, "unit": "times", "bands": [0, 1, 10]},
        answers=(0, 9, 30, "dont_know"),
        made_up=(31, -1, 2.5),
    ),
    "date": Example(
        {"name": "day", "earliest": "2020-03-01", "latest": "2027-06-30"},
        answers=("2020-03-01", "2024-02-29"),
        made_up=("2020-02-29", "2031-01-01"),
    ),
    "text": Example({"name": "story"}, answers=("A word.", "Two\nlines")),
    "place": Example(
        {"name": "home", "districts": options("E1", "E2")},
        answers=("E1", "outside", "no_fixed_address"),
        made_up=("E3",),
    ),
    "information": Example({"name": "facts", "body": "Read **this**."}, answers=()),
}


def make_question(kind: str, **more: Any) -> AnyQuestion:
    """Parse the example of a kind, with fields added or replaced."""
    return read(ask(kind, **more)).questions[0]


def make(kind: type[Q], **more: Any) -> Q:
    """Parse the example of a kind as that kind."""
    question = make_question(kind.kind, **more)
    assert isinstance(question, kind)
    return question


def ask(kind: str, **more: Any) -> Document:
    """Give the example of a kind as a document, with fields added or replaced."""
    return {"kind": kind, "title": f"A {kind} question?"} | EXAMPLES[kind].document | more


def wrap(*questions: Document, **more: Any) -> Document:
    """Make a questionnaire's document of some questions."""
    section = {"name": "all", "title": "All", "questions": list(questions)}
    return {"format": 1, "title": "A questionnaire", "sections": [section]} | more


def read(*questions: Document, **more: Any) -> Questionnaire:
    return parse(wrap(*questions, **more))


def problems_of(document: Any) -> tuple[Problem, ...]:
    """Give what is wrong with a document."""
    try:
        parse(document)
    except DefinitionError as error:
        return error.problems
    return ()


def sentences_of(document: Any) -> list[str]:
    return [problem.sentence for problem in problems_of(document)]


def post(question: AnyQuestion, data: Mapping[str, Any], find_place: PlaceLookup = no_places) -> Form:
    """Send a question's form from a browser, as far as it can be told here, and validate it."""
    sent: MultiDict[str, str] = MultiDict([("csrf_token", "x")])
    for name, value in data.items():
        for item in value if isinstance(value, list) else [value]:
            sent.add(name, "y" if item is True else str(item))
    form_class = type("PageForm", (Form,), question.fields(find_place))
    form: Form = form_class(sent)
    form.validate()
    return form


def messages(form: Form) -> list[str]:
    return [str(message) for field in form for message in field.errors]
