"""Facts: what a person may want to know before answering, with its date and its sources."""

import re
from dataclasses import dataclass

from surveys.reading.reader import Reader

# A page of the web or of this site; other schemes could run code on a reader's page.
_ADDRESS = re.compile(r"https?://[^\s/]|/(?![/\\])")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from; not everything has an address."""

    title: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One entry of a fact bank, in Markdown. `updated` is the ISO date of this version."""

    title: str
    body: str
    updated: str = ""
    sources: tuple[Source, ...] = ()


def read_facts(reader: Reader, field: str) -> tuple[Fact, ...]:
    return tuple(_read_fact(item) for item in reader.children(field))


def _read_fact(reader: Reader) -> Fact:
    fact = Fact(
        title=reader.text("title"),
        body=reader.text("body"),
        updated=reader.date("updated").isoformat() if reader.has("updated") else "",
        sources=tuple(_read_source(item) for item in reader.children("sources")),
    )
    reader.done()
    return fact


def _read_source(reader: Reader) -> Source:
    source = Source(reader.text("title"), read_address(reader))
    reader.done()
    return source


def read_address(reader: Reader, field: str = "url") -> str:
    address = reader.text(field, "")
    if address and not _ADDRESS.match(address):
        reader.note(f"“{field}” must begin with https://, http:// or /.")
        return ""
    return address
