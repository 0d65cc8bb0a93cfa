"""The board: a snapshot after ten new replies, at 10,000 and at 1,000,000 responses (goal 1.2 times, 10 ms)."""

from datetime import UTC, datetime
from statistics import median
from time import process_time

import numpy as np
from sqlalchemy.orm import Session

from analysis.board.publication import PAUSE
from consult.models import SurveyVersion
from consult.services.answering.submissions import join_stratum
from consult.services.consultations.catalogue import Catalogue, Version
from consult.services.counting.cubes import Cube
from consult.services.counting.folding import CellKey, Counts
from consult.services.counting.snapshots import open_board, renew_snapshot
from tests.bench.stage import staged

FIRST_DAY = datetime(2027, 1, 4, tzinfo=UTC)
SIZES = (10_000, 1_000_000)
CELLS = 4_000
REFRESHES = 25
BATCH = 10


def main() -> None:
    with staged() as stage:
        stage.open_consultation()
        with stage.session(stage.urls.worker) as session:
            version = Catalogue().version(session, session.query(SurveyVersion.id).scalar())
            spent = {size: measure(session, version, size) for size in SIZES}
    for size, (cells, milliseconds) in spent.items():
        print(f"{size:9,} responses in {cells:,} cells: {milliseconds:6.1f} ms CPU a refresh")
    print(f"ratio {spent[SIZES[1]][1] / spent[SIZES[0]][1]:.2f} (goal 1.2), goal 10 ms")


def measure(session: Session, version: Version, size: int) -> tuple[int, float]:
    """Median CPU ms of a refresh: ten replies counted, groups let out, snapshot written (the commit is not counted)."""
    random = np.random.default_rng(1)
    cube = Cube(
        version, {1: "open_link", 2: "random_invitation"}, {version.id: np.arange(version.layout.size)}
    )
    keys = strata(version, random)
    for key, n in zip(keys, random.multinomial(size, np.full(len(keys), 1 / len(keys))), strict=True):
        if n:
            cube.add(key, answers(version, random, int(n)))
    board = open_board(session, cube)
    renew_snapshot(session, cube, board, FIRST_DAY)
    rounds = []
    for day in range(1, REFRESHES + 1):
        change = {
            keys[number]: answers(version, random, 1) for number in random.integers(len(keys), size=BATCH)
        }
        begun = process_time()
        for key, counts in change.items():
            cube.add(key, counts)
        renew_snapshot(session, cube, board, FIRST_DAY + day * PAUSE)
        session.flush()
        rounds.append((process_time() - begun) * 1000)
    session.rollback()
    return len(cube.rows), median(rounds)


def strata(version: Version, random: np.random.Generator) -> list[CellKey]:
    """Cells of two arms, as many as a long consultation fills."""
    names = [stratum.categories[:-1] for stratum in version.questionnaire.strata]
    drawn = {join_stratum(str(random.choice(categories)) for categories in names) for _ in range(3 * CELLS)}
    places = sorted(place for place in drawn if not place.startswith("outside") and "under16" not in place)
    return [CellKey(version.id, 1 + number % 2, True, place) for number, place in enumerate(places[:CELLS])]


def answers(version: Version, random: np.random.Generator, n: int) -> Counts:
    """Counts of n responses that each answered every question."""
    counts = np.zeros(version.layout.size, dtype=np.int64)
    counts[0] = n
    for block in version.layout.blocks:
        size = len(block.variable.values)
        counts[block.start : block.stop] = random.multinomial(n, np.full(size, 1 / size))
    return counts


if __name__ == "__main__":
    main()
