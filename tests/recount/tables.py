"""The tables of a page as a reader sees them: name, headers, rows of words."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

CELLS = ("td", "th", "caption")


@dataclass
class Printed:
    """A table as it is printed; `name` is its caption, or the name of the chart that it stands beside."""

    name: str
    headers: list[str] = field(default_factory=list)
    rows: list[dict[str, str]] = field(default_factory=list)

    def add(self, row: list[str]) -> None:
        if self.headers:
            self.rows.append(dict(zip(self.headers, row, strict=False)))
        else:
            self.headers = row


class Reader(HTMLParser):
    """Collects the tables of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[Printed] = []
        self.chart = ""
        self.row: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        name = dict(attributes).get("id") or ""
        if tag == "details" and name.startswith("table-"):
            self.chart = name.removeprefix("table-")
        elif tag == "table":
            self.tables.append(Printed(self.chart))
            self.chart = ""
        elif tag == "tr":
            self.row = []
        elif tag in CELLS:
            self.words = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        text = " ".join(" ".join(self.words).split())
        if tag == "caption":
            self.tables[-1].name = text
        elif tag in CELLS:
            self.row.append(text)
        elif tag == "tr":
            self.tables[-1].add(self.row)


def read_tables(page: str) -> list[Printed]:
    reader = Reader()
    reader.feed(page)
    return reader.tables
