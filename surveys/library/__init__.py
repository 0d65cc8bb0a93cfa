"""Ready documents: questionnaires, parts that they share, and consultations."""

import json
from importlib import resources
from typing import Any

Document = dict[str, Any]


def names() -> tuple[str, ...]:
    files = resources.files(__package__).iterdir()
    return tuple(sorted(file.name.removesuffix(".json") for file in files if file.name.endswith(".json")))


def load(name: str) -> Document:
    """Give a document with what it includes put in place, so that a stored copy is whole."""
    if name not in names():
        raise LookupError(f"There is no document “{name}” in the library.")
    text = resources.files(__package__).joinpath(f"{name}.json").read_text(encoding="utf-8")
    return resolve(json.loads(text))


def resolve(document: Document) -> Document:
    """Replace each `{"include": name}` among sections and strata by those of the named document.

    An include may name one `section`, and may give fields that take the place of the included ones.
    """
    parts = {key: _expand(document[key], key) for key in ("sections", "strata") if key in document}
    return document | parts


def _expand(items: list[Document], key: str) -> list[Document]:
    return [part for item in items for part in (_included(item, key) if "include" in item else [item])]


def _included(item: Document, key: str) -> list[Document]:
    parts: list[Document] = load(item["include"])[key]
    wanted = item.get("section")
    changes = {field: value for field, value in item.items() if field not in {"include", "section"}}
    return [part | changes for part in parts if wanted in {None, part["name"]}]
