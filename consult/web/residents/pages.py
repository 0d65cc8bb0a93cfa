"""Question pages: drawn once as a skeleton with slots, then only filled in.

A published page changes only with the notice of a change of the proposal or of a pause, so its HTML is rendered once
per process and change with a mark wherever a visitor's own data goes (token, progress, answers). Serving the page
is then joining strings. A page with errors is rendered in full by the same template.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from flask import render_template
from markupsafe import Markup, escape

from consult.services.consultations.catalogue import Listing, Version
from consult.web.filling import Errors, FilledPage
from consult.web.residents.forms import PageKey, page_key
from surveys.questions import AnyQuestion
from surveys.questions.ordering import Arrangement, arrange, draw

MARK = re.compile("\x02([^\x03]*)\x03")
SEPARATOR = "\x1f"


class Page(Protocol):
    """What the templates of questions ask for."""

    @property
    def errors(self) -> Errors: ...

    def error(self, name: str) -> str: ...

    def value(self, name: str) -> str: ...

    def checked(self, name: str, code: str) -> str: ...

    def selected(self, name: str, code: str) -> str: ...


def _mark(*parts: str) -> Markup:
    return Markup("\x02{}\x03").format(SEPARATOR.join(parts))


class MarkedPage:
    """A page with a mark in place of everything that differs between visitors."""

    errors: Errors = []  # noqa: RUF012 - a skeleton has none
    token = _mark("token")
    progress = _mark("progress")
    mark = _mark("mark")
    base = _mark("base")
    deadline = _mark("deadline")
    leaving = ""
    kept = ()

    def error(self, _name: str) -> str:
        return ""

    def value(self, name: str) -> str:
        return _mark("value", name)

    def checked(self, name: str, code: str) -> str:
        return _mark("checked", name, code)

    def selected(self, name: str, code: str) -> str:
        return _mark("selected", name, code)


@dataclass(frozen=True, slots=True)
class Skeleton:
    """Fixed text and slots in turn: the first piece, and after each slot the piece that follows."""

    first: str
    rest: tuple[tuple[str, tuple[str, ...], str], ...]

    def fill(self, page: FilledPage) -> str:
        pieces = [self.first]
        for kind, names, text in self.rest:
            found = getattr(page, kind)
            pieces += (str(escape(found(*names) if names else found)), text)
        return "".join(pieces)


def make_skeleton(html: str) -> Skeleton:
    first, *rest = MARK.split(html)
    slots = []
    for mark, text in zip(rest[::2], rest[1::2], strict=True):
        kind, *names = mark.split(SEPARATOR)
        slots.append((kind, tuple(name for name in names if name), text))
    return Skeleton(first, tuple(slots))


_skeletons: dict[tuple[PageKey, tuple[datetime | None, datetime | None], Arrangement], Skeleton] = {}


def show_page(listing: Listing, version: Version, question: AnyQuestion, page: FilledPage, lot: int) -> str:
    """The page of a question, as the lot of the visit has it: filled in from its skeleton, or in full with errors."""
    arrangement = draw(question, lot)
    if page.errors:
        return render_page(listing, version, arrange(question, arrangement), page)
    key = page_key(version.id, question), listing.shown_as_of, arrangement
    if key not in _skeletons:
        drawn = arrange(question, arrangement)
        _skeletons[key] = make_skeleton(render_page(listing, version, drawn, MarkedPage()))
    return _skeletons[key].fill(page)


def render_page(listing: Listing, version: Version, question: AnyQuestion, page: Page) -> str:
    return render_template(
        "residents/question.html",
        question=question,
        proposal=listing.proposal,
        synthetic=listing.synthetic,
        listing=listing,
        version=version,
        language=question.language,
        page=page,
    )
