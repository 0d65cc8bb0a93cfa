"""The addresses of a site: those its pages lead to, and for every other rule of its URL map one that could be."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter, Rule

from tests.faults.pages import read_links
from tests.faults.wire import Browser

ENTRANCES = ("/", "/staff/", "/privacy?back=/")
MOST_OF_ONE = 2  # addresses of one rule that are opened
COULD_BE = {"int": "1"}


@dataclass
class Atlas:
    """Rules of one or more applications, and what is known of their addresses."""

    apps: list[Flask]
    known: dict[str, list[str]] = field(default_factory=dict)
    values: dict[str, list[str]] = field(default_factory=dict)
    queries: set[str] = field(default_factory=set)

    @property
    def rules(self) -> list[Rule]:
        rules = [rule for app in self.apps for rule in app.url_map.iter_rules()]
        return sorted(rules, key=lambda rule: (rule.rule, rule.endpoint, sorted(rule.methods or ())))

    def explore(self, browser: Browser) -> None:
        """Follow links from the entrances, to a few addresses of every rule."""
        waiting, seen = list(ENTRANCES), set()
        while waiting:
            address = waiting.pop(0)
            if address not in seen and self._note(address):
                answer = browser.open(address)
                waiting += [answer.header("location")] if answer.header("location") else []
                waiting += read_links(address, answer.text) if answer.is_page else []
            seen.add(address)

    def _note(self, address: str) -> bool:
        """Whether this address is worth opening."""
        path, _, query = address.partition("?")
        self.queries |= {pair.partition("=")[0] for pair in query.split("&") if pair}
        found = self._match(path)
        if found is None:
            return False
        rule, values = found
        for name, value in values.items():
            self.values.setdefault(name, []).append(value)
        addresses = self.known.setdefault(rule.rule, [])
        fresh = address not in addresses and len(addresses) < MOST_OF_ONE
        addresses += [address] if fresh else []
        return fresh

    def _match(self, path: str) -> tuple[Rule, dict[str, str]] | None:
        for app in self.apps:
            adapter: MapAdapter = app.url_map.bind("localhost")
            try:
                rule, values = adapter.match(path, return_rule=True)
            except HTTPException:
                continue
            return rule, {name: str(value) for name, value in values.items()}
        return None

    def addresses(self, rule: Rule) -> list[str]:
        """Where pages led to, or else an address made of what stands in others."""
        return self.known.get(rule.rule) or [self.build(rule, {})]

    def build(self, rule: Rule, odd: dict[str, str]) -> str:
        """An address of a rule; `odd` are pieces, percent-encoded, in place of likely ones."""
        pieces = (odd.get(text) or self._likely(text) if dynamic else text for dynamic, text in rule._trace)
        return "".join(pieces).lstrip("|")

    def _likely(self, name: str) -> str:
        return next(iter(self.values.get(name, ())), COULD_BE["int"])


def arguments(rule: Rule) -> Iterator[str]:
    yield from sorted(rule.arguments)
