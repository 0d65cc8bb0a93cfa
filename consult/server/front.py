"""A small RSGI application in front of a WSGI one.

A thread is a scarce thing, and a slow phone must not hold one while its words trickle in. So the body is
read here, in the event loop, up to a limit of size and of time, and only a whole request is given a thread.
Who is turned away is answered by the application too, with its headers and with the words that had come.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from consult.server.bodies import Bodies, Refusal, Sending
from consult.server.environ import REFUSAL, Environ, make_environ
from consult.server.limits import LONGEST_QUEUE, MOST_REFUSALS, limit_of

Headers = Sequence[tuple[str, str]]
WsgiApplication = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

log = logging.getLogger(__name__)


class Transport(Protocol):
    """Granian's stream of a response in pieces."""

    async def send_bytes(self, data: bytes) -> None: ...


class Exchange(Sending, Protocol):
    """Granian's side of one request."""

    def response_bytes(self, status: int, headers: Headers, body: bytes) -> None: ...

    def response_stream(self, status: int, headers: Headers) -> Transport: ...


class BrokenAnswerError(Exception):
    """A file that could not be sent whole: the connection is cut, so that nobody takes a part for all of it."""


@dataclass
class Answer:
    """What the application returned: its status and headers, and the pieces of its body."""

    status: int
    headers: Headers
    pieces: Iterator[bytes]
    whole: bytes | None = None


class Front:
    """Buffers requests and runs a WSGI application in a bounded pool of threads.

    `headers` are those of an answer that no application gives.
    """

    def __init__(self, application: WsgiApplication, threads: int, headers: Headers = ()) -> None:
        self.application = application
        self.headers = [(name.lower(), value) for name, value in headers]
        self.pool = ThreadPoolExecutor(threads, thread_name_prefix="request")
        self.refusals = ThreadPoolExecutor(1, thread_name_prefix="refusal")
        self.bodies = Bodies()
        self.waiting = self.refused = 0

    async def __rsgi__(self, scope: Any, exchange: Exchange) -> None:
        try:
            answer = await self._serve(scope, exchange)
        except Exception:
            log.exception("%s", scope.method)
            answer = self._plain(500)
        if answer.whole is not None:
            exchange.response_bytes(answer.status, answer.headers, answer.whole)
        else:
            await self._stream(exchange, answer)

    async def _serve(self, scope: Any, exchange: Exchange) -> Answer:
        with self.bodies.hold(limit_of(scope.path)) as holding:
            try:
                body = await holding.read(exchange)
                self._expect_room(body)
            except Refusal as refusal:
                return await self._refuse(scope, refusal)
            return await self._answer(make_environ(scope, body))

    def _expect_room(self, body: bytes) -> None:
        if self.waiting >= LONGEST_QUEUE:
            raise Refusal(503, body)

    async def _answer(self, environ: Environ) -> Answer:
        self.waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self.pool, self._run, environ)
        finally:
            self.waiting -= 1

    async def _refuse(self, scope: Any, refusal: Refusal) -> Answer:
        """The application's own page, drawn beside the queue; in a flood of them, a bare line."""
        if self.refused >= MOST_REFUSALS:
            return self._plain(refusal.status)
        environ = make_environ(scope, refusal.body) | {REFUSAL: refusal.status}
        self.refused += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self.refusals, self._run, environ)
        finally:
            self.refused -= 1

    def _plain(self, status: int) -> Answer:
        headers = [("content-type", "text/plain; charset=utf-8"), ("retry-after", "20"), *self.headers]
        words = b"The service is very busy. Nothing was saved; go back and try again in a minute.\n"
        return Answer(status, headers, iter(()), words)

    def _run(self, environ: Environ) -> Answer:
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
        take = partial(asyncio.get_running_loop().run_in_executor, self.pool, next, answer.pieces, b"")
        try:
            while piece := await take():
                await transport.send_bytes(piece)
        except Exception:
            log.exception("A stream ended too soon")
            raise BrokenAnswerError from None


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
