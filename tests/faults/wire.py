"""A browser at the level of the wire: it sends whatever bytes it is told to, through the front, and keeps cookies."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from threading import Thread

from consult.server.front import Front
from tests.consult.server.exchange import Exchange, Headers, Scope

FORM = "application/x-www-form-urlencoded"
GONE = ("max-age=0", "expires=thu, 01 jan 1970")


@dataclass(frozen=True, slots=True)
class Request:
    """One request; `path` and `query` are percent-encoded, `cookies` stand in place of those that are kept."""

    path: str
    method: str = "GET"
    query: str = ""
    body: bytes = b""
    kind: str | None = None
    cookies: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str:
        return next((value for known, value in self.headers if known == name), "")

    @property
    def is_page(self) -> bool:
        return self.header("content-type").startswith("text/html")

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


@dataclass
class Browser:
    """One person's browser; every request comes from an address of its own, so that no limit of those hides a fault."""

    front: Front
    loop: asyncio.AbstractEventLoop
    cookies: dict[str, str] = field(default_factory=dict)
    sent: Iterator[int] = field(default_factory=count)

    def send(self, request: Request) -> Answer:
        headers = [("host", "localhost"), ("cookie", self._cookies(request))]
        headers += [("content-type", request.kind)] if request.kind is not None else []
        number = next(self.sent)
        client = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}:50000"
        scope = Scope(request.path, request.method, Headers(headers), request.query, client=client)
        exchange = Exchange((request.body,) if request.body else ())
        asyncio.run_coroutine_threadsafe(self.front.__rsgi__(scope, exchange), self.loop).result()
        answer = Answer(exchange.status, list(exchange.headers), exchange.body)
        self._keep(answer)
        return answer

    def open(self, address: str) -> Answer:
        path, _, query = address.partition("#")[0].partition("?")
        return self.send(Request(path, query=query))

    def _cookies(self, request: Request) -> str:
        kept = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return kept if request.cookies is None else request.cookies

    def _keep(self, answer: Answer) -> None:
        for name, line in answer.headers:
            if name == "set-cookie":
                known, _, value = line.partition(";")[0].partition("=")
                self.cookies[known] = value
                if not value or any(sign in line.lower() for sign in GONE):
                    del self.cookies[known]


@contextmanager
def browsing(front: Front) -> Iterator[Browser]:
    """With a loop in a thread of its own: that of a browser that other tests drive has one already."""
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever)
    thread.start()
    try:
        yield Browser(front, loop)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
