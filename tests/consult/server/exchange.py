"""Granian's side of a request, played by a test."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from typing import Any

FORM = "application/x-www-form-urlencoded"


@dataclass
class Headers:
    """Pairs, as they came."""

    pairs: list[tuple[str, str]]

    def items(self) -> list[tuple[str, str]]:
        return self.pairs


@dataclass
class Scope:
    """What granian tells of a request."""

    path: str = "/"
    method: str = "POST"
    headers: Headers = field(default_factory=lambda: Headers([("host", "localhost"), ("content-type", FORM)]))
    query_string: str = ""
    http_version: str = "1.1"
    server: str = "127.0.0.1:8000"
    client: str = "127.0.0.1:50000"
    scheme: str = "http"
    authority: str | None = None


@dataclass
class Exchange:
    """A body in pieces, a pause before each; and the answer."""

    pieces: Sequence[bytes] = ()
    pause: float = 0.0
    status: int = 0
    headers: Sequence[tuple[str, str]] = ()
    body: bytes = b""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self.pieces:
            await asyncio.sleep(self.pause)
            yield piece

    def response_bytes(self, status: int, headers: Any, body: bytes) -> None:
        self.status, self.headers, self.body = status, headers, body

    def response_stream(self, status: int, headers: Any) -> "Exchange":
        self.status, self.headers = status, headers
        return self

    async def send_bytes(self, data: bytes) -> None:
        self.body += data

    @property
    def text(self) -> str:
        return self.body.decode()
