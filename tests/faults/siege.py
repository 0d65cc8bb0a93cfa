"""A siege: one person, in one role, sends every kind of odd thing to every rule of the site's URL map."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from random import Random
from typing import TypeVar

from werkzeug.routing import Rule

from tests.faults import oddities
from tests.faults.addresses import Atlas, arguments
from tests.faults.logs import Watch
from tests.faults.pages import Form, quoted, read_forms
from tests.faults.wire import Answer, Browser, Request

T = TypeVar("T")
SPLIT = re.compile(r"[\r\n]")
FIRST_FAULT = 500
FIELDS = 4  # of a form at the least
SUCCESS = range(200, 400)


@dataclass
class Siege:
    """`share` is how much of what could be sent is sent; what is left out is chosen by the seed alone."""

    browser: Browser
    atlas: Atlas
    watch: Watch
    return_to_role: Callable[[], None]
    share: float
    seed: int = 1
    faults: list[str] = field(default_factory=list)
    sent: int = 0

    def attack(self) -> None:
        """Every rule, those of accounts last: they lock people out."""
        for rule in sorted(self.atlas.rules, key=lambda each: each.endpoint.startswith("security.")):
            self.return_to_role()
            self.attack_rule(rule)

    def attack_rule(self, rule: Rule) -> None:
        """At some of its addresses: requests that no page makes, and the forms that stand there."""
        chance = Random(f"{self.seed} {rule.rule} {rule.endpoint}")
        for address in self._some(tuple(self.atlas.addresses(rule)), chance):
            for request in self._requests(rule, address, chance):
                self._send(rule, request)
            for form in self._forms(address):
                self._fill(rule, address, form, chance)

    def _requests(self, rule: Rule, address: str, chance: Random) -> Iterator[Request]:
        path, _, query = address.partition("?")
        yield from (Request(path, method, query) for method in oddities.METHODS)
        yield from (Request(odd, method) for odd in self._paths(rule, chance) for method in ("GET", "POST"))
        yield from (Request(path, query=odd) for odd in self._queries(chance))
        for cookies in self._cookies(chance):
            yield Request(path, chance.choice(("GET", "POST")), query, cookies=cookies)
        for kind, body in self._some(oddities.BODIES, chance):
            yield Request(path, "POST", query, body, kind)

    def _paths(self, rule: Rule, chance: Random) -> Iterator[str]:
        for name in arguments(rule):
            for value in self._some(oddities.IN_PATHS, chance):
                yield self.atlas.build(rule, {name: quoted(value)})

    def _queries(self, chance: Random) -> Iterator[str]:
        """Every name that is known of any address, all with one odd value; and names that come twice."""
        names = sorted(self.atlas.queries)
        for value in self._some(oddities.VALUES, chance):
            yield "&".join(f"{name}={quoted(value)}" for name in names)
        yield "&".join(f"{name}=1&{name}={oddities.MARK}" for name in names)
        yield f"%FF={oddities.MARK}&%00&&=&;%ZZ"

    def _cookies(self, chance: Random) -> Iterator[str]:
        yield from self._some(oddities.COOKIES, chance)
        for name in tuple(self.browser.cookies):
            for value in self._some(oddities.BYTES, chance):
                yield f"{name}={value.decode('latin-1')}"

    def _forms(self, address: str) -> list[Form]:
        answer = self.browser.open(address)
        return read_forms(address, answer.text) if answer.is_page else []

    def _fill(self, rule: Rule, address: str, form: Form, chance: Random) -> None:
        """Odd values in each field in turn; the form is taken anew after something came of it."""
        for name, _ in self._some(form.fields, chance, least=FIELDS):
            for value in self._some(oddities.VALUES, chance):
                changed = chance.choice((form.set, form.set, form.add))(name, value)
                answer = self._send(rule, changed.request())
                if answer.status in SUCCESS and form.method == "POST":
                    form = self._again(address, form)

    def _again(self, address: str, form: Form) -> Form:
        self.return_to_role()
        names = {name for name, _ in form.fields}
        forms = (each for each in self._forms(address) if {name for name, _ in each.fields} == names)
        return next(forms, form)

    def _some(self, things: tuple[T, ...], chance: Random, least: int = 1) -> list[T]:
        return chance.sample(things, min(len(things), max(least, round(self.share * len(things)))))

    def _send(self, rule: Rule, request: Request) -> Answer:
        self.sent += 1
        answer = self.browser.send(request)
        found = [*faults_of(answer), *leaks_of(self.watch.take())]
        self.faults += [f"{each}: {rule.endpoint} {short(request)}" for each in found]
        return answer


def faults_of(answer: Answer) -> Iterator[str]:
    if answer.status >= FIRST_FAULT or not answer.status:
        yield f"status {answer.status}"
    if any(SPLIT.search(value) for _, value in answer.headers):
        yield "a header of two lines"
    location = answer.header("location")
    if location and not re.match(r"/(?![/\\])", location):
        yield f"leads away, to {location[:60]}"
    if answer.is_page and oddities.ELEMENT in answer.text:
        yield "an element that was sent stands in the page"


def leaks_of(written: str) -> Iterator[str]:
    for sign in oddities.SIGNS:
        if sign.lower() in written.lower():
            yield f"a log repeats what was sent ({written[:300]!r})"


def short(request: Request) -> str:
    """A request as somebody could send it again."""
    shown = replace(request, body=request.body[:120], path=request.path[:200], query=request.query[:200])
    return json.dumps([str(getattr(shown, name)) for name in shown.__slots__])
