"""Forms as a browser would send them: every field with what it was filled with."""

from html.parser import HTMLParser

Fields = dict[str, str | list[str]]


class Filled(HTMLParser):
    """Collects the fields of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: Fields = {}
        self.area = ""
        self.selected = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        name, value = found.get("name") or "", found.get("value") or ""
        if tag == "textarea":
            self.area = name
            self.fields[name] = ""
        elif tag == "select":
            self.selected = name
        elif tag == "option" and ("selected" in found or self.selected not in self.fields):
            self.fields[self.selected] = value
        elif tag == "input" and found.get("type") == "checkbox":
            self._tick(name, value if "checked" in found else None)
        elif tag == "input" and name and (found.get("type") != "radio" or "checked" in found):
            self.fields[name] = value

    def _tick(self, name: str, value: str | None) -> None:
        if value is not None:
            known = self.fields.get(name, [])
            self.fields[name] = [*([known] if isinstance(known, str) else known), value]

    def handle_data(self, data: str) -> None:
        if self.area:
            self.fields[self.area] = str(self.fields[self.area]) + data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = ""


def filled(page: str) -> Fields:
    """The fields of the page's forms; a later form's field of the same name wins."""
    parser = Filled()
    parser.feed(page)
    return parser.fields
