"""A small load: many connections that send prepared requests and wait for each answer."""

import asyncio
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context

CONNECTIONS = 16


@dataclass(frozen=True, slots=True)
class Load:
    """What came back: seconds for all, and how often each status."""

    seconds: float
    statuses: Counter[int]

    def rate(self, status: int) -> float:
        return self.statuses[status] / self.seconds


def request(path: str, body: str = "", cookie: str = "", host: str = "127.0.0.1") -> bytes:
    """An HTTP/1.1 request as it goes over the wire."""
    method = "POST" if body else "GET"
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host}", "Connection: keep-alive"]
    if cookie:
        lines.append(f"Cookie: {cookie}")
    if body:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


def fire(port: int, requests: Sequence[bytes], connections: int = CONNECTIONS) -> Load:
    """Send all requests from a process of its own, so that the load does not share the measurer's interpreter."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(_fire, (port, list(requests), connections))


def _fire(port: int, requests: list[bytes], connections: int) -> Load:
    return asyncio.run(_send_all(port, requests, connections))


async def _send_all(port: int, requests: list[bytes], connections: int) -> Load:
    statuses: Counter[int] = Counter()
    waiting = iter(requests)
    begun = time.perf_counter()
    await asyncio.gather(*(_one_connection(port, waiting, statuses) for _ in range(connections)))
    return Load(time.perf_counter() - begun, statuses)


async def _one_connection(port: int, waiting: Iterator[bytes], statuses: Counter[int]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for each in waiting:
        writer.write(each)
        await writer.drain()
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        statuses[int(head.split(" ", 2)[1])] += 1
        length = next((line for line in head.lower().split("\r\n") if line.startswith("content-length:")), "")
        if length:
            await reader.readexactly(int(length.partition(":")[2]))
    writer.close()
