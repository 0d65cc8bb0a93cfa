"""Folding: seconds from a committed submission until it is counted (goal: 99 of 100 within 1 s)."""

import time
from statistics import quantiles
from typing import Any

from psycopg import Connection, connect

from tests.bench.bench_outbox import ANSWERS, POSITIONS, STRATA, WITH_OUTBOX, counting
from tests.bench.stage import staged

SUBMISSIONS = 300
PAUSE = 0.03
PATIENCE = 10.0


def main() -> None:
    with staged() as stage, counting(stage):
        stage.open_consultation()
        lags = measure(stage.urls.web)
    cuts = quantiles(lags, n=100)
    print(
        f"fold lag: median {cuts[49]:.2f} s, p99 {cuts[98]:.2f} s of {len(lags)} submissions (goal p99 1 s)"
    )


def measure(url: str) -> list[float]:
    """Submit one at a time, and watch the number of replies that the board would show."""
    lags = []
    with connect(url, autocommit=True) as connection:
        for number in range(1, SUBMISSIONS + 1):
            values = {
                "key": number.to_bytes(32),
                "answers": ANSWERS,
                "stratum": STRATA[number % 20],
                "positions": POSITIONS,
            }
            connection.execute(WITH_OUTBOX, values)
            committed = time.perf_counter()
            while counted(connection) < number and time.perf_counter() < committed + PATIENCE:
                time.sleep(0.005)
            if number > 10:  # the first ones wait for the process to start
                lags.append(time.perf_counter() - committed)
            time.sleep(PAUSE)
    return lags


def counted(connection: Connection[Any]) -> int:
    row = connection.execute("SELECT replies FROM pulse").fetchone()
    return row[0] if row else 0


if __name__ == "__main__":
    main()
