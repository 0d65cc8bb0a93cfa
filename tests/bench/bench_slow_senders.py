"""Slow senders: sixty people whose words trickle in, beside twenty who are served meanwhile (goal: all)."""

import asyncio
import time
from multiprocessing import get_context

from tests.bench.load import request
from tests.bench.stage import served, staged
from tests.visitor import START

SLOW = 60
ORDINARY = 20
BODY = 600
PIECE = 20
PAUSE = 0.5
PATIENCE = 15.0


def main() -> None:
    with staged() as stage:
        stage.open_consultation()
        with served("wsgi:front", stage) as port, get_context("spawn").Pool(1) as pool:
            people, slowest, slow = pool.apply(run, (port,))
    print(
        f"{people} of {ORDINARY} ordinary people served beside {SLOW} slow senders, the slowest in {slowest:.2f} s"
    )
    print(f"{slow} of {SLOW} slow senders got an answer")


def run(port: int) -> tuple[int, float, int]:
    return asyncio.run(_crowd(port))


async def _crowd(port: int) -> tuple[int, float, int]:
    slow = [asyncio.create_task(_trickle(port)) for _ in range(SLOW)]
    await asyncio.sleep(1)
    served_in = await asyncio.gather(*(_visit(port) for _ in range(ORDINARY)))
    answered = await asyncio.gather(*slow)
    quick = [seconds for seconds in served_in if seconds is not None]
    return len(quick), max(quick, default=0.0), sum(answered)


async def _trickle(port: int) -> bool:
    """Send a form a few bytes at a time; whether any answer came at the end."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    sent = request(START, "x" * BODY)
    for at in range(0, len(sent), PIECE):
        writer.write(sent[at : at + PIECE])
        await writer.drain()
        await asyncio.sleep(PAUSE if at + PIECE > len(sent) - BODY else 0)
    answer = await asyncio.wait_for(reader.read(12), PATIENCE)
    writer.close()
    return answer.startswith(b"HTTP/1.1")


async def _visit(port: int) -> float | None:
    begun = time.perf_counter()
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(request(START))
        head = await asyncio.wait_for(reader.readuntil(b"\r\n"), PATIENCE)
    except TimeoutError:
        return None
    writer.close()
    return time.perf_counter() - begun if b" 200 " in head else None


if __name__ == "__main__":
    main()
