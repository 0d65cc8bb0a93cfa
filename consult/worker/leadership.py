"""One counting process at a time: whoever holds a lock of the database counts, the others stand by."""

from sqlalchemy import Connection, Engine, text

from consult.services.counting.folding import LOCK


class Leadership:
    """A lock that lasts as long as its own connection to the database."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.connection: Connection | None = None

    def held(self) -> bool:
        """Whether this process leads, or can from now on; raises `DBAPIError` when its connection was lost.

        The lock went with it, and another process may lead by now: so it is asked for each time.
        """
        if self.connection is not None:
            self.connection.execute(text("SELECT 1"))
            return True
        connection = self.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        if connection.scalar(text("SELECT pg_try_advisory_lock(:lock)"), {"lock": LOCK}):
            self.connection = connection
            return True
        connection.close()
        return False

    def resign(self) -> None:
        """Give the lock up; closing the connection for good releases it whatever state it is in."""
        if self.connection is not None:
            self.connection.invalidate()
            self.connection.close()
            self.connection = None
