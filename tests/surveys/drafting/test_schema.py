"""The published schema: it takes every document that the parser takes, and refuses what has another shape."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from surveys.conditions import ALWAYS
from surveys.drafting.schema import make_schema
from surveys.library import load, names
from surveys.library.templates import load_templates
from surveys.questions import KINDS
from surveys.questions.base import Common
from surveys.questions.properties import COMMON
from surveys.reading.reader import Reader, Reading
from tests.surveys.examples import EXAMPLES, ask, options, problems_of, wrap

SCHEMA = make_schema()
CHECK = Draft202012Validator(SCHEMA)
PUBLISHED = Path(__file__).resolve().parents[3] / "static/schema/questionnaire.json"
QUESTIONNAIRES = [
    *(load(name) for name in names() if not name.startswith("consultation-")),
    *(template.bundle["questionnaire"] for template in load_templates() if template.name != "empty"),
]
# What fills in each form of a property, for documents that say everything that can be said.
FILLED: dict[str, Any] = {
    "flag": True,
    "number": 1,
    "numbers": [0],
    "day": "2027-01-01",
    "line": "Words",
    "text": "Words",
    "code": "red",
    "codes": ["red"],
}


def test_it_is_a_schema_and_the_published_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == SCHEMA, (
        "write it anew with `flask survey schema`"
    )


@pytest.mark.parametrize("document", QUESTIONNAIRES, ids=lambda document: document["title"])
def test_every_questionnaire_of_the_library_fits(document: dict[str, Any]) -> None:
    assert [error.message for error in CHECK.iter_errors(document)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_fits(kind: str) -> None:
    assert CHECK.is_valid(wrap(ask(kind)))


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_reads_what_it_says_of_itself_and_nothing_else(kind: str) -> None:
    """Else a form would offer what cannot be read, or leave out what can."""
    said = KINDS[kind].properties
    listed = {each.name: options("a", "b") for each in said if each.form == "options"}
    filled = {each.name: FILLED.get(each.form, next(iter(each.choices), None)) for each in said}
    reader = Reader({**filled, **listed, **EXAMPLES[kind].document}, "here", Reading())
    common = Common(name="x", title="X", label="X", hint="", help=(), required=False, tests=(), missing="",
                    condition=ALWAYS, language="en", drawn=False)  # fmt: skip
    KINDS[kind].parse(reader, common)
    assert reader._read - {"name"} == {each.name for each in said}


@pytest.mark.parametrize(
    "document",
    [
        wrap(),
        wrap(ask("text", colour="red")),
        wrap(ask("text") | {"kind": "essay"}),
        wrap(ask("text", name="Big")),
        wrap(ask("single", options=[])),
        wrap(ask("text", show_if={"variable": "x"})),
        wrap(ask("text", show_if={"is": "x"})),
        wrap(ask("number", min="low")),
        {"title": "No questions"},
        [],
    ],
)
def test_what_has_another_shape_is_refused_by_both(document: Any) -> None:
    assert not CHECK.is_valid(document)
    assert problems_of(document)


def test_each_property_is_named_once() -> None:
    for kind in KINDS.values():
        found = [each.name for each in (*COMMON, *kind.properties)]
        assert len(found) == len(set(found)), kind.kind
