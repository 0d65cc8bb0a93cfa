"""The counting loop: exclusions are applied, the outbox is folded, snapshots are renewed."""

import logging
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Event

from psycopg import OperationalError as DriverError
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from consult.services.consultations.catalogue import Catalogue
from consult.services.counting.cubes import Cube, Cubes
from consult.services.counting.folding import BATCH, Fold, fold
from consult.services.counting.snapshots import Board, open_board, renew_snapshot
from consult.services.findings.closing import ask_due_findings
from consult.services.records.exclusions import apply_exclusions
from consult.services.records.retention import delete_expired
from consult.worker.leadership import Leadership

PAUSE = 0.2
PAUSE_AFTER_FAULT = 2.0
HOUR = 3600.0
MINUTE = 60.0

log = logging.getLogger(__name__)


@dataclass
class Memory:
    """What is known between rounds; after a fault it is thrown away and read again."""

    cubes: Cubes = field(default_factory=Cubes)
    boards: dict[int, Board] = field(default_factory=dict)


class CountingLoop:
    """Counts until it is told to stop; a lost database connection only makes it wait."""

    def __init__(self, engine: Engine, pause: float = PAUSE) -> None:
        self.engine = engine
        self.pause = pause
        self.stopping = Event()
        self.catalogue = Catalogue()
        self.leadership = Leadership(engine)
        self.memory = Memory()
        self.tidied = float("-inf")
        self.looked = float("-inf")

    def stop(self, *_signal: object) -> None:
        self.stopping.set()

    def run(self) -> None:
        while not self.stopping.is_set():
            try:
                more = self.leadership.held() and self.step()
            except (DBAPIError, DriverError) as fault:
                log.warning("counting waits for the database: %s", type(fault).__name__)
                self.forget()
                self.stopping.wait(PAUSE_AFTER_FAULT)
                continue
            if not more:
                self.stopping.wait(self.pause)
        self.leadership.resign()

    def forget(self) -> None:
        """What was not committed must not stay counted in memory; what was, and was not shown, is shown at once."""
        self.leadership.resign()
        self.memory = Memory()
        self.looked = float("-inf")

    def step(self) -> bool:
        """One round; true when there may be more to do at once."""
        self._keep_house()
        with Session(self.engine) as session, session.begin():
            apply_exclusions(session, self.catalogue)
            change = fold(session)
        if change.taken:
            self._publish(change)
        return change.taken == BATCH

    def renew_waiting(self) -> None:
        """Renew the boards whose figures stood for their time, though no reply has come since."""
        with Session(self.engine) as session, session.begin():
            self.memory.cubes.hold_all(session, self.catalogue)
            for survey_id, cube in self.memory.cubes.by_survey.items():
                self._renew(session, survey_id, cube)

    def _keep_house(self) -> None:
        """What is due from time to time: old drafts are deleted, findings asked for, waiting figures let out."""
        now = time.monotonic()
        if now > self.tidied + HOUR:
            with Session(self.engine) as session, session.begin():
                delete_expired(session)
            self.tidied = now
        if now > self.looked + MINUTE:
            with Session(self.engine) as session, session.begin():
                ask_due_findings(session)
            self.renew_waiting()
            self.looked = now

    def _publish(self, change: Fold) -> None:
        """Bring the cubes in memory up to date and renew the snapshots that may move."""
        cubes = self.memory.cubes
        with Session(self.engine) as session, session.begin():
            for survey_id in cubes.apply(session, self.catalogue, change):
                self._renew(session, survey_id, cubes.by_survey[survey_id])

    def _renew(self, session: Session, survey_id: int, cube: Cube) -> None:
        board = self.memory.boards.get(survey_id)
        if board is None or not board.fits(cube):
            self.memory.boards[survey_id] = board = open_board(session, cube)
        renew_snapshot(session, cube, board, datetime.now(UTC))
