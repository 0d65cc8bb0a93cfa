"""Schema: the JSON Schema of a questionnaire, made of what each kind says of itself; it is published.

It tells the shape of a document. What no schema can tell, like rules that run in a circle, `parse` does.
"""

from collections.abc import Mapping
from typing import Any

from surveys.questions import KINDS
from surveys.questions.properties import COMMON, Form, Property
from surveys.reading.reader import CODE, FORMAT, NAME

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TEXT = {"$ref": "#/$defs/text"}
RULE = {"$ref": "#/$defs/rule"}
FLAG = {"type": "boolean"}
CODES = {"type": "array", "items": {"$ref": "#/$defs/code"}}
FORMS: Mapping[Form, Schema] = {
    "name": {"$ref": "#/$defs/name"},
    "line": TEXT,
    "text": TEXT,
    "flag": FLAG,
    "number": {"type": "number"},
    "numbers": {"type": "array", "items": {"type": "number"}},
    "day": {"type": "string", "format": "date"},
    "code": {"$ref": "#/$defs/code"},
    "codes": CODES,
    "options": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/option"}},
    "facts": {"type": "array", "items": {"$ref": "#/$defs/fact"}},
    "rule": RULE,
}


def make_schema() -> Schema:
    """The schema of whole questionnaires."""
    fields: Schema = {
        "format": {"const": FORMAT},
        "language": {"type": "string"},
        "languages": {"type": "array", "items": {"type": "string"}},
        "title": TEXT,
        "primary": {"$ref": "#/$defs/code"},
        "eligible": RULE,
        "consent": RULE,
        "sections": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/section"}},
        "contradictions": {"type": "array", "items": _object({"when": RULE, "ask": TEXT}, "when", "ask")},
        "strata": {"type": "array", "items": {"$ref": "#/$defs/stratum"}},
    }
    whole = _object(fields, "format", "title", "sections")
    return {"$schema": DIALECT, "title": "Questionnaire", **whole, "$defs": _parts()}


def _parts() -> Schema:
    kinds = {f"question_{name}": _question(name) for name in KINDS}
    return {
        "name": {"type": "string", "pattern": f"^{NAME.pattern}$"},
        "code": {"type": "string", "pattern": f"^{CODE.pattern}$"},
        "text": {
            "oneOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"type": "string"}}]
        },
        "rule": _rule(),
        "option": _object(
            {"code": {"$ref": "#/$defs/code"}, "label": TEXT, "hint": TEXT, "group": TEXT, "outside": FLAG},
            *("code", "label"),
        ),
        "fact": _object(
            {
                "title": TEXT,
                "body": TEXT,
                "updated": FORMS["day"],
                "sources": {"type": "array", "items": _source()},
            },
            *("title", "body"),
        ),
        "section": _section(),
        "stratum": _stratum(),
        "question": {"oneOf": [{"$ref": f"#/$defs/{name}"} for name in kinds]},
        **kinds,
    }


def _question(kind: str) -> Schema:
    properties = (*COMMON, *KINDS[kind].properties)
    fields = {"kind": {"const": kind}} | {each.name: _property(each) for each in properties}
    needed = [each.name for each in properties if each.needed]
    return {"title": KINDS[kind].called, **_object(fields, "kind", *needed)}


def _property(each: Property) -> Schema:
    shape = {"enum": list(each.choices)} if each.form == "choice" else FORMS[each.form]
    return {**shape, "description": each.label}


def _section() -> Schema:
    fields = {
        "name": {"$ref": "#/$defs/name"},
        "title": TEXT,
        "part": TEXT,
        "monitoring": FLAG,
        "show_if": RULE,
        "questions": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/question"}},
    }
    return _object(fields, "name", "title", "questions")


def _stratum() -> Schema:
    category = _object(
        {"code": {"$ref": "#/$defs/code"}, "label": TEXT, "of": CODES, "when": RULE}, "code", "label"
    )
    fields = {
        "name": {"$ref": "#/$defs/name"},
        "label": TEXT,
        "variable": {"type": "string"},
        "categories": {"type": "array", "minItems": 1, "items": category},
    }
    return _object(fields, "name", "label")


def _rule() -> Schema:
    limit = {"type": ["number", "string"]}
    about = {"variable": {"type": "string"}}
    rules = {"type": "array", "minItems": 1, "items": RULE}
    return {
        "oneOf": [
            _object({"all": rules}, "all"),
            _object({"any": rules}, "any"),
            _object({"not": RULE}, "not"),
            _object({"answered_text": CODES}, "answered_text"),
            _object({**about, "is": {"$ref": "#/$defs/code"}}, "variable", "is"),
            _object({**about, "in": CODES}, "variable", "in"),
            _object({**about, "answered": {"const": True}}, "variable", "answered"),
            _object({**about, "at_least": limit}, "variable", "at_least"),
            _object({**about, "at_most": limit}, "variable", "at_most"),
            _object({**about, "at_least": limit, "at_most": limit}, "variable", "at_least", "at_most"),
        ]
    }


def _source() -> Schema:
    return _object({"title": TEXT, "url": {"type": "string"}}, "title")


def _object(fields: Mapping[str, Any], *needed: str) -> Schema:
    return {
        "type": "object",
        "properties": dict(fields),
        "required": list(needed),
        "additionalProperties": False,
    }
