"""The least that could do the same: one insert of a row as large as a response, with Flask and without."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask, request
from psycopg_pool import ConnectionPool

from consult.server.front import Front

INSERT = "INSERT INTO baseline (key, answers) VALUES (%s, %s)"
ANSWERS = '{"support": "tend_support", "place": "E07000110"}' * 8
THREADS = 8

pool = ConnectionPool(os.environ["DATABASE_URL"], min_size=THREADS, max_size=THREADS, open=True)
flask_app = Flask("baseline")


def insert(key: bytes) -> None:
    with pool.connection() as connection:
        connection.execute(INSERT, [key, ANSWERS])


@flask_app.get("/healthz")
def alive() -> str:
    return "alive"


@flask_app.post("/insert")
def insert_with_flask() -> str:
    insert(request.form["key"].encode())
    return "stored"


def bare_app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """No framework at all."""
    if environ["REQUEST_METHOD"] == "POST":
        insert(environ["wsgi.input"].read())
    start_response("200 OK", [("Content-Length", "6")])
    return [b"stored"]


flask_front = Front(flask_app.wsgi_app, THREADS)
bare_front = Front(bare_app, THREADS)
