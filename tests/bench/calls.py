"""Calling a WSGI application in this process, to count its CPU time alone."""

import io
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any

from flask import Flask

ROUNDS = 15


def environ(path: str, cookie: str = "", body: bytes = b"") -> dict[str, Any]:
    return {
        "REQUEST_METHOD": "POST" if body else "GET",
        "PATH_INFO": path,
        "SCRIPT_NAME": "",
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "127.0.0.1",
        "HTTP_COOKIE": cookie,
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }


def call(app: Flask, request: dict[str, Any]) -> tuple[int, bytes]:
    """Status and body."""
    statuses: list[int] = []

    def start(status: str, _headers: object, _info: object = None) -> Callable[[bytes], object]:
        statuses.append(int(status[:3]))
        return lambda _data: None

    answer = app.wsgi_app(request, start)
    body = b"".join(answer)
    close = getattr(answer, "close", None)
    if close:
        close()
    return statuses[-1], body


def cpu_ms(work: Callable[[], object], times: int = 100) -> float:
    """CPU milliseconds of one call: the median of several rounds, each the mean of many calls."""
    rounds = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        for _ in range(times):
            work()
        rounds.append((time.process_time() - begun) / times * 1000)
    return median(rounds)
