"""What templates can use: addresses of static files, dates in words, safe Markdown."""

from datetime import date, datetime
from functools import lru_cache

import mistune
import nh3
from flask import Flask
from markupsafe import Markup

from analysis.disclosure.withheld import WITHHELD
from consult.clock import LONDON
from consult.http.static_files import asset

TAGS = {"p", "strong", "em", "ul", "ol", "li", "a", "h2", "h3", "h4", "table", "thead", "tbody", "tr", "th", "td",
        "blockquote", "br", "code"}  # fmt: skip
CLASSES = {
    "p": "govuk-body",
    "ul": "govuk-list govuk-list--bullet",
    "ol": "govuk-list govuk-list--number",
    "a": "govuk-link",
    "h2": "govuk-heading-m",
    "h3": "govuk-heading-s",
    "h4": "govuk-heading-s",
}


def register_templating(app: Flask) -> None:
    app.jinja_env.globals["asset"] = asset
    app.jinja_env.filters.update(
        first_error=first_error,
        inside=inside,
        markdown=markdown,
        long_date=long_date,
        moment=moment,
        outward=outward,
        clock=clock,
        number=number,
        iso=lambda day: day.isoformat(),
    )
    app.jinja_env.tests["withheld"] = is_withheld
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


def is_withheld(figure: object) -> bool:
    """Whether a figure may not be shown, be it a value or what a document keeps of one (once nothing at all)."""
    return figure is WITHHELD or figure is None or figure == WITHHELD.value


@lru_cache(maxsize=512)
def markdown(text: str) -> Markup:
    """Markdown of a definition as HTML with the site's classes; anything else in it is removed."""
    html = str(mistune.html(text))
    for tag, classes in CLASSES.items():
        html = html.replace(f"<{tag}>", f'<{tag} class="{classes}">').replace(
            f"<{tag} href", f'<{tag} class="{classes}" href'
        )
    allowed = {tag: {"class"} for tag in CLASSES} | {"a": {"class", "href"}}
    return Markup(nh3.clean(html, tags=TAGS, attributes=allowed, link_rel="noreferrer"))  # noqa: S704 - cleaned


def outward(html: Markup) -> Markup:
    """Links of a page that is being filled in, opened beside it so that nothing typed is lost."""
    marked = html.replace("<a ", '<a target="_blank" ').replace("</a>", " (opens in a new tab)</a>")
    return Markup(marked)  # noqa: S704 - only marks are added to what was cleaned


def moment(when: datetime) -> str:
    """A moment in words, in Kent's time: 14 March 2027 at 11:59pm."""
    return f"{long_date(when.astimezone(LONDON))} at {_hour(when)}"


def clock(when: datetime) -> str:
    """A moment of these days: 11:59pm on 14 March."""
    local = when.astimezone(LONDON)
    return f"{_hour(when)} on {local.day} {local:%B}"


def _hour(when: datetime) -> str:
    local = when.astimezone(LONDON)
    return f"{local.hour % 12 or 12}:{local.minute:02}{'am' if local.hour < 12 else 'pm'}"


def long_date(day: date | str) -> str:
    """14 March 2027."""
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{day.day} {day:%B %Y}"


def number(value: float) -> str:
    """1,842."""
    return f"{value:,.0f}"


def inside(name: str) -> str:
    """A name that begins with "The", as it is written inside a sentence."""
    return f"the {name[4:]}" if name.startswith("The ") else name


def first_error(field: tuple[str, list[str]]) -> tuple[str, str]:
    """A field's name and the first of its messages, for the summary of errors."""
    name, messages = field
    return name, str(messages[0])
