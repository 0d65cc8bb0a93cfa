"""Whether the database can serve: it is of this release, and what is written to it stays there."""

import os
import time
from dataclasses import dataclass, field
from threading import Lock

from sqlalchemy import Engine, delete, insert, text
from sqlalchemy.exc import SQLAlchemyError

from consult.logbook import name_of
from consult.migrations.revisions import newest_revision
from consult.models import Probe

FRESH_SECONDS = 5.0  # everybody may ask, and asking writes
PADDING = (
    16 * 1024
)  # more than there is room for in pages that exist: a full disk shows only when one is added

READY = "ready"
REVISION = text("SELECT version_num FROM alembic_version")


@dataclass
class Readiness:
    """What was found last, and when."""

    found: str = ""
    looked: float = float("-inf")
    lock: Lock = field(default_factory=Lock)

    def find(self, engine: Engine) -> str:
        """`READY`, or what is wrong in a few words."""
        with self.lock:
            if time.monotonic() > self.looked + FRESH_SECONDS:
                self.found, self.looked = look(engine), time.monotonic()
            return self.found


def look(engine: Engine) -> str:
    try:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            if connection.scalar(REVISION) != newest_revision():
                return "of another release: run flask database prepare"
            row = connection.scalar(insert(Probe).values(padding=os.urandom(PADDING)).returning(Probe.id))
            connection.execute(delete(Probe).where(Probe.id == row))
    except SQLAlchemyError as fault:
        return f"cannot be written to: {name_of(getattr(fault, 'orig', None) or fault).partition(':')[0]}"
    return READY
