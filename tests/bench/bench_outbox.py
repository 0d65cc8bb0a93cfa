"""Inserting with an outbox row, while rows are folded, against inserting alone (goal 85 %)."""

import json
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from statistics import median
from typing import Any

from psycopg import Connection, connect

from consult.settings import ROOT
from tests.bench.stage import Stage, staged

ROUNDS = 7
THREADS = 8
PER_THREAD = 250
ANSWERS = json.dumps({f"variable_{number}": "tend_support" for number in range(25)})
STRATA = [
    f"E0700010{d}|{a}|{s}|white|no"
    for d in range(5, 10)
    for a in ("25-34", "55-64")
    for s in ("female", "male")
]
INSERT = """INSERT INTO response (version_id, arm_id, key_hash, receipt_hash, answers, stratum, eligible, may_publish,
            received_at)
            VALUES (1, 1, %(key)s, %(key)s, %(answers)s::jsonb, %(stratum)s, true, false, date_trunc('hour', now()))"""
COUNTED = """INSERT INTO outbox (version_id, arm_id, eligible, stratum, positions, sign, day)
             SELECT version_id, arm_id, eligible, stratum, %(positions)s::smallint[], 1, current_date FROM new"""
WITH_OUTBOX = f"WITH new AS ({INSERT} RETURNING version_id, arm_id, eligible, stratum) {COUNTED}"
POSITIONS = [0, *range(3, 200, 8)]


def main() -> None:
    with staged() as stage, counting(stage):
        stage.open_consultation()
        ratios = []
        for _ in range(ROUNDS):
            alone, both = rate(stage, INSERT), rate(stage, WITH_OUTBOX)
            ratios.append(both / alone)
            print(f"insert only {alone:6.0f}/s, with outbox and folding {both:6.0f}/s")
        print(f"outbox / insert only: {median(ratios):.0%} (goal 85 %)")


@contextmanager
def counting(stage: Stage) -> Iterator[None]:
    """A counting process, as `make run` starts it."""
    command = [sys.executable, "-m", "consult.worker", "counting"]
    environment = {
        "SECRET_KEY": stage.settings.secret_key,
        "WORKER_DATABASE_URL": stage.urls.worker,
        "PATH": "/usr/bin",
    }
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def rate(stage: Stage, statement: str) -> float:
    """Transactions a second over several connections."""
    connections = [connect(stage.urls.web, autocommit=True) for _ in range(THREADS)]
    begun = time.perf_counter()
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(lambda connection: insert_many(connection, statement), connections))
    spent = time.perf_counter() - begun
    for connection in connections:
        connection.close()
    return THREADS * PER_THREAD / spent


def insert_many(connection: Connection[Any], statement: str) -> None:
    for number in range(PER_THREAD):
        values = {
            "key": secrets.token_bytes(32),
            "answers": ANSWERS,
            "stratum": STRATA[number % len(STRATA)],
            "positions": POSITIONS,
        }
        connection.execute(statement, values)


if __name__ == "__main__":
    main()
