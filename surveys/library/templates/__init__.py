"""Templates: whole consultations to begin with, each a bundle with a title and a word on what it is for."""

import json
from dataclasses import dataclass
from importlib import resources
from typing import Any

from surveys.library import load, resolve
from surveys.reading.reader import FORMAT

Document = dict[str, Any]

# In the order in which they are offered.
NAMES = ("empty", "body-worn-video", "police-and-crime-plan", "budget", "facial-recognition")


@dataclass(frozen=True, slots=True)
class Template:
    """What a template is called, what it is for, and the bundle that it makes."""

    name: str
    title: str
    description: str
    bundle: Document


def load_template(name: str) -> Template:
    """Raises `LookupError` for a name that there is no template of."""
    if name not in NAMES:
        raise LookupError(f"There is no template “{name}”.")
    text = resources.files(__package__).joinpath(f"{name}.json").read_text(encoding="utf-8")
    stored = json.loads(text)
    parts = {key: _document(stored[key]) for key in ("proposal", "questionnaire")}
    return Template(name, stored["title"], stored["description"], {"format": FORMAT, **parts})


def load_templates() -> tuple[Template, ...]:
    return tuple(load_template(name) for name in NAMES)


def _document(stored: str | Document) -> Document:
    """A document of the library by its name, or one that includes parts of others."""
    return load(stored) if isinstance(stored, str) else resolve(stored)
