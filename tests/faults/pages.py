"""What a page offers: where it leads, and its forms, filled in as somebody would who wants to get on."""

from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from urllib.parse import quote_from_bytes, urlencode

from tests.faults.wire import FORM, Request

Attributes = dict[str, str]
Fields = tuple[tuple[str, bytes], ...]
BOUNDARY = "----seam"
FILLED = {
    "number": b"5",
    "email": b"somebody@example.org",
    "date": b"2027-03-31",
    "url": b"https://example.org",
}
WORDS = b"5"
IGNORED = frozenset({"submit", "button", "image", "reset"})


@dataclass(frozen=True)
class Form:
    """A form of a page, and what it is filled with."""

    action: str
    method: str
    fields: Fields
    files: frozenset[str] = frozenset()

    def set(self, name: str, value: bytes) -> "Form":
        """The same with one field filled otherwise."""
        others = tuple(pair for pair in self.fields if pair[0] != name)
        return replace(self, fields=(*others, (name, value)))

    def add(self, name: str, value: bytes) -> "Form":
        return replace(self, fields=(*self.fields, (name, value)))

    def request(self) -> Request:
        path, _, query = self.action.partition("?")
        if self.method == "GET":
            return Request(path, query=urlencode(self.fields))
        if self.files:
            kind = f"multipart/form-data; boundary={BOUNDARY}"
            return Request(path, "POST", query, self._parts(), kind)
        return Request(path, "POST", query, urlencode(self.fields).encode(), FORM)

    def _parts(self) -> bytes:
        parts = [
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"'.encode()
            + (b'; filename="a.txt"' if name in self.files else b"")
            + b"\r\n\r\n"
            + value
            + b"\r\n"
            for name, value in self.fields
        ]
        return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


@dataclass
class Draft:
    """A form that is being read."""

    action: str
    method: str
    fields: dict[str, bytes] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)

    def fill(self, tag: str, found: Attributes) -> None:
        name, kind = found.get("name", ""), found.get("type", "text")
        if not name or kind in IGNORED:
            return
        if kind == "file":
            self.files.add(name)
        given = found.get("value", "").encode()
        chosen = kind in {"radio", "checkbox", "hidden"}
        self.fields.setdefault(name, given if chosen else given or FILLED.get(kind, WORDS))
        if tag == "select":
            self.fields[name] = b""

    def finished(self) -> Form:
        return Form(self.action, self.method, tuple(self.fields.items()), frozenset(self.files))


class Reader(HTMLParser):
    """Collects links and forms."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.links: list[str] = []
        self.drafts: list[Draft] = []
        self.selecting = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.links.append(found.get("href", ""))
        elif tag == "form":
            action, method = found.get("action") or self.address, found.get("method", "get").upper()
            self.drafts.append(Draft(action, method))
        elif self.drafts and tag in {"input", "textarea", "select", "button"}:
            self.drafts[-1].fill(tag, found)
            self.selecting = found.get("name", "") if tag == "select" else self.selecting
        elif self.drafts and tag == "option" and not self.drafts[-1].fields.get(self.selecting):
            self.drafts[-1].fields[self.selecting] = found.get("value", "").encode()


def read_links(address: str, page: str) -> list[str]:
    """The addresses on this site that a page leads to."""
    reader = Reader(address)
    reader.feed(page)
    return [link.partition("#")[0] for link in reader.links if link.startswith("/")]


def read_forms(address: str, page: str) -> list[Form]:
    reader = Reader(address)
    reader.feed(page)
    return [draft.finished() for draft in reader.drafts]


def quoted(value: bytes) -> str:
    """As part of a path."""
    return quote_from_bytes(value, safe="")
