"""The front: whole requests only, not too many, not too large, not too slow; nobody turned away loses a word."""

import asyncio
import logging
import threading
from collections.abc import Callable, Coroutine, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import pytest
from flask import Flask

from consult.logbook import register_logging
from consult.server.bodies import Bodies
from consult.server.front import BrokenAnswerError, Front
from consult.server.limits import FORM, LONGEST_QUEUE, MOST_HELD, MOST_REFUSALS, SMALL, Limit
from tests.consult.server.exchange import Exchange, Headers, Scope

WORDS = "Words that took ten minutes to write."
FILES = "multipart/form-data; boundary=edge"
Start = Callable[..., Any]
T = TypeVar("T")
SetLimit = Callable[[Limit], None]


@pytest.fixture(autouse=True)
def discreet() -> None:
    """As in every program of the product, whichever test comes first."""
    register_logging()


def ask(front: Front, exchange: Exchange, scope: Scope | None = None) -> Exchange:
    """What one request is answered with."""
    run(front.__rsgi__(scope or Scope(), exchange))
    return exchange


def run(work: Coroutine[Any, Any, T]) -> T:
    """In a thread of its own: that of a browser that other tests drive has a loop already."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def echo(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    start("200 OK", [("X-Read", "yes")])
    return [environ["wsgi.input"].read()]


@pytest.fixture
def front(app: Flask) -> Front:
    """Before the residents' pages."""
    return Front(app.wsgi_app, 2)


@pytest.fixture
def strict(monkeypatch: pytest.MonkeyPatch) -> SetLimit:
    """Sets the limits of every page."""

    def set_limits(limit: Limit) -> None:
        monkeypatch.setattr("consult.server.front.limit_of", lambda _path: limit)

    return set_limits


def expect_page(exchange: Exchange, status: int) -> None:
    """A page of ours with its headers, that shows the words again."""
    assert exchange.status == status
    assert "content-security-policy" in dict(exchange.headers)
    assert WORDS in exchange.text
    assert "Consult Kent" in exchange.text


def test_a_whole_request_reaches_the_application() -> None:
    exchange = ask(Front(echo, 1), Exchange([b"one ", b"two"]))
    assert (exchange.status, exchange.headers, exchange.text) == (200, [("x-read", "yes")], "one two")


def test_who_sends_too_slowly_is_told_and_keeps_the_words(front: Front, strict: SetLimit) -> None:
    strict(Limit(FORM.size, 0.3))
    exchange = ask(front, Exchange([f"why={WORDS}".encode(), b"&and=", b"more"], pause=0.2))
    expect_page(exchange, 408)
    assert "The connection was too slow" in exchange.text


def test_who_sends_too_much_is_told_and_keeps_the_words(front: Front) -> None:
    pieces = [f"why={WORDS}&more=".encode(), *[b"x" * 100_000] * 21, b"never read"]
    expect_page(ask(front, Exchange(pieces)), 413)


@pytest.mark.parametrize("whole", [True, False])
def test_fields_beside_a_file_are_kept_too(front: Front, strict: SetLimit, whole: bool) -> None:
    strict(Limit(300, 20))
    part = b"--edge\r\nContent-Disposition: form-data; name=why\r\n\r\n" + WORDS.encode()
    file = b"\r\n--edge\r\nContent-Disposition: form-data; name=file; filename=x\r\n\r\n"
    scope = Scope(headers=Headers([("host", "localhost"), ("content-type", FILES)]))
    exchange = ask(front, Exchange([part + (file if whole else b" and"), b"x" * 300]), scope)
    expect_page(exchange, 413)


def test_who_finds_no_thread_is_told_and_keeps_the_words(front: Front) -> None:
    front.waiting = LONGEST_QUEUE
    exchange = ask(front, Exchange([f"why={WORDS}".encode()]))
    expect_page(exchange, 503)
    assert dict(exchange.headers)["retry-after"] == "20"
    assert "very busy" in exchange.text


def test_in_a_flood_a_bare_line_is_the_answer() -> None:
    front = Front(echo, 1, [("X-Safe", "yes")])
    front.waiting, front.refused = LONGEST_QUEUE, MOST_REFUSALS
    exchange = ask(front, Exchange([b"x"]))
    assert (exchange.status, dict(exchange.headers)["x-safe"]) == (503, "yes")
    assert "Nothing was saved" in exchange.text


def test_all_bodies_together_have_a_bound_and_small_ones_pass(front: Front) -> None:
    front.bodies.held = MOST_HELD
    expect_page(ask(front, Exchange([f"why={WORDS}&more=".encode(), b"x" * SMALL])), 503)
    assert front.bodies.held == MOST_HELD, "what was read is given back"
    small = Front(echo, 1)
    small.bodies.held = MOST_HELD
    assert ask(small, Exchange([b"x" * 1000])).status == 200


def test_only_a_few_large_files_are_taken_at_once(front: Front) -> None:
    front.bodies.files = 4
    scope = Scope(path="/staff/x/submissions/add")
    assert ask(front, Exchange([b"why=x"]), scope).status == 503
    assert front.bodies.files == 4
    front.bodies.files = 3
    assert ask(front, Exchange([b"why=x"]), scope).status == 404, "the residents' face has no such page"


def test_room_is_given_back_whatever_happens(front: Front, strict: SetLimit) -> None:
    for limit in (FORM, Limit(3, 20), Limit(100, 0.01)):
        strict(limit)
        ask(front, Exchange([b"12345"], pause=0.05))
    assert front.bodies == Bodies(0, 0)
    assert (front.waiting, front.refused) == (0, 0)


def test_a_slow_sender_takes_no_thread() -> None:
    used: list[str] = []

    def application(_environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        used.append(threading.current_thread().name)
        start("200 OK", [])
        return [b"served"]

    async def serve() -> list[str]:
        front = Front(application, 1)
        slow, quick = Exchange([b"x"] * 20, pause=0.05), Exchange([b"x"])
        task = asyncio.create_task(front.__rsgi__(Scope(), slow))
        await front.__rsgi__(Scope(), quick)
        assert (quick.status, slow.status) == (200, 0)
        await task
        return [slow.text, quick.text]

    assert run(serve()) == ["served", "served"]
    assert len(used) == 2


class Stream:
    """A streamed body that tells when it was closed."""

    is_streamed = True

    def __init__(self, *pieces: bytes | Exception) -> None:
        self.pieces, self.closed = pieces, False

    def __iter__(self) -> Iterator[bytes]:
        for piece in self.pieces:
            if isinstance(piece, Exception):
                raise piece
            yield piece

    def close(self) -> None:
        self.closed = True


def streaming(stream: Stream) -> Front:
    def application(_environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        start("200 OK", [])
        return stream

    return Front(application, 1)


def test_a_stream_is_sent_in_pieces_and_closed() -> None:
    stream = Stream(b"one ", b"", b"two")
    assert ask(streaming(stream), Exchange()).text == "one two"
    assert stream.closed


def test_a_stream_that_fails_is_closed_and_never_passes_for_whole(caplog: pytest.LogCaptureFixture) -> None:
    stream = Stream(b"one ", ValueError(WORDS))
    with caplog.at_level(logging.ERROR), pytest.raises(BrokenAnswerError) as broken:
        ask(streaming(stream), Exchange())
    assert stream.closed
    assert broken.value.__suppress_context__
    assert WORDS not in caplog.text


def test_an_application_that_fails_is_a_500_without_words_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def application(_environ: dict[str, Any], _start: Start) -> Iterable[bytes]:
        raise ValueError(WORDS)

    with caplog.at_level(logging.ERROR):
        assert ask(Front(application, 1), Exchange()).status == 500
    assert "builtins.ValueError" in caplog.text
    assert WORDS not in caplog.text
