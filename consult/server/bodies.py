"""Reading what is sent: whole, up to a size and a time, and not too much of it in memory at once."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

from consult.server.limits import MOST_HELD, SMALL, Limit


class Sending(Protocol):
    """Granian's stream of a request in pieces."""

    def __aiter__(self) -> Any: ...


class Refusal(Exception):  # noqa: N818 - it is an answer more than an error
    """A request that is turned away before the application sees it; `body` is what had come by then."""

    def __init__(self, status: int, body: bytes) -> None:
        super().__init__(status)
        self.status = status
        self.body = body


@dataclass
class Bodies:
    """Everything that is held in memory now, in bytes; and how many of the few large files."""

    held: int = 0
    files: int = 0

    @contextmanager
    def hold(self, limit: Limit) -> Iterator["Body"]:
        """Room for one body until its request is answered."""
        body, file = Body(self, limit), limit.at_once is not None
        self.files += file
        try:
            yield body
        finally:
            self.files -= file
            self.held -= body.size


@dataclass
class Body:
    """One body as it comes in."""

    among: Bodies
    limit: Limit
    pieces: list[bytes] = field(default_factory=list)
    size: int = 0

    async def read(self, sending: Sending) -> bytes:
        """The whole of it, or a `Refusal`: too large (413), too slow (408), or no room for it now (503)."""
        if self.limit.at_once is not None and self.among.files > self.limit.at_once:
            self._refuse(503)
        try:
            async with asyncio.timeout(self.limit.seconds):
                async for piece in sending:
                    self._take(bytes(piece))
        except TimeoutError:
            self._refuse(408)
        return b"".join(self.pieces)

    def _take(self, piece: bytes) -> None:
        self.pieces.append(piece)
        self.size += len(piece)
        self.among.held += len(piece)
        if self.size > self.limit.size:
            self._refuse(413)
        if self.among.held > MOST_HELD and self.size > SMALL:
            self._refuse(503)

    def _refuse(self, status: int) -> None:
        raise Refusal(status, b"".join(self.pieces)) from None
