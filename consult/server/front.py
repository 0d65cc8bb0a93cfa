"""A small RSGI application in front of a WSGI one.

A thread is a scarce thing, and a slow phone must not hold one while its words trickle in. So the body is
read here, in the event loop, up to a limit of size and of time, and only a whole request is given a thread.
"""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Protocol

from consult.server.environ import make_environ
from consult.server.limits import Limit, limit_of

LONGEST_QUEUE = 400

Headers = list[tuple[str, str]]
WsgiApplication = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Transport(Protocol):
    """Granian's stream of a response in pieces."""

    async def send_bytes(self, data: bytes) -> None: ...


class Exchange(Protocol):
    """Granian's side of one request."""

    def __aiter__(self) -> Any: ...

    def response_bytes(self, status: int, headers: Headers, body: bytes) -> None: ...

    def response_stream(self, status: int, headers: Headers) -> Transport: ...


@dataclass
class Answer:
    """What the application returned: its status and headers, and the pieces of its body."""

    status: int
    headers: Headers
    pieces: Iterator[bytes]
    whole: bytes | None = None


class Refusal(Exception):  # noqa: N818 - it is an answer more than an error
    """A request that is turned away before the application sees it."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status
        self.words = words


class Front:
    """Buffers requests and runs a WSGI application in a bounded pool of threads."""

    def __init__(self, application: WsgiApplication, threads: int) -> None:
        self.application = application
        self.pool = ThreadPoolExecutor(threads, thread_name_prefix="request")
        self.waiting = 0
        self.large = 0

    async def __rsgi__(self, scope: Any, exchange: Exchange) -> None:
        try:
            answer = await self._serve(scope, exchange)
        except Refusal as refusal:
            headers = [("content-type", "text/plain; charset=utf-8"), ("retry-after", "20")]
            exchange.response_bytes(refusal.status, headers, refusal.words.encode())
            return
        if answer.whole is not None:
            exchange.response_bytes(answer.status, answer.headers, answer.whole)
        else:
            await self._stream(exchange, answer)

    async def _serve(self, scope: Any, exchange: Exchange) -> Answer:
        if self.waiting >= LONGEST_QUEUE:
            raise Refusal(503, "The service is very busy. Nothing was saved; try again in a minute.")
        body = await self._read(scope.path, exchange)
        self.waiting += 1
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self.pool, self._run, make_environ(scope, body))
        finally:
            self.waiting -= 1

    async def _read(self, path: str, exchange: Exchange) -> bytes:
        limit = limit_of(path)
        if limit.at_once is None:
            return await read_body(exchange, limit)
        if self.large >= limit.at_once:
            raise Refusal(503, "Other files are being sent. Nothing was saved; try again in a minute.")
        self.large += 1
        try:
            return await read_body(exchange, limit)
        finally:
            self.large -= 1

    def _run(self, environ: dict[str, Any]) -> Answer:
        """Call the application; a body that is not a stream is collected here, in the same thread."""
        started: list[tuple[int, Headers]] = []

        def start_response(status: str, headers: Headers, _info: object = None) -> None:
            started.append((int(status[:3]), [(name.lower(), value) for name, value in headers]))

        returned = self.application(environ, start_response)
        if getattr(returned, "is_streamed", True) and not isinstance(returned, list | tuple):
            pieces = iter(returned)
            first = next(pieces, b"")
            status, sent = started[-1]
            if not any(name == "content-length" for name, _ in sent):
                return Answer(status, sent, closing(returned, first, pieces))
            returned = list(closing(returned, first, pieces))
        status, sent = started[-1]
        return Answer(status, sent, iter(()), b"".join(returned))

    async def _stream(self, exchange: Exchange, answer: Answer) -> None:
        transport = exchange.response_stream(answer.status, answer.headers)
        loop = asyncio.get_running_loop()
        while piece := await loop.run_in_executor(self.pool, next, answer.pieces, b""):
            await transport.send_bytes(piece)


def closing(returned: Iterable[bytes], first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    """All pieces, and then the `close` that WSGI promises, which ends database sessions."""
    try:
        if first:
            yield first
        yield from (piece for piece in rest if piece)
    finally:
        close = getattr(returned, "close", None)
        if close is not None:
            close()


async def read_body(exchange: Exchange, limit: Limit) -> bytes:
    """The whole body, or a refusal when it is too large (413) or comes too slowly (408)."""
    pieces: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(limit.seconds):
            async for piece in exchange:
                size += len(piece)
                if size > limit.size:
                    raise Refusal(413, "That is too much to send at once. Nothing was saved.")
                pieces.append(bytes(piece))
    except TimeoutError:
        raise Refusal(408, "The connection was too slow. Nothing was saved; try again.") from None
    return b"".join(pieces)
