"""The calendar of the demonstration: opened some weeks ago, with replies since, and nothing in the future."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta

import numpy as np
from sqlalchemy import event, inspect
from sqlalchemy.orm import Session, UOWTransaction

from consult.clock import LONDON
from consult.services.consultations.publishing import Schedule

WEEKS_AGO, OPEN_WEEKS = 5, 12
OPENING, LAST_MINUTE = time(9), time(23, 59)
PREPARED = timedelta(days=3)  # before opening
HOUR = timedelta(hours=1)

# How many people answer on each day: most at the beginning, again when letters come, and after a reminder.
FIRST_DAYS = (9.0, 7.0, 5.0, 6.0, 6.5, 5.0, 4.0)
LATER, REMINDER, REMINDED = 2.0, 17, 4.0
ON_A_WEEKEND = 0.7
BY_HOUR = (1, 0, 0, 0, 0, 0, 1, 3, 5, 6, 6, 6, 7, 6, 5, 5, 5, 6, 8, 9, 9, 7, 4, 2)


def make_schedule(now: datetime) -> Schedule:
    """Opened five weeks ago at nine in the morning; it closes at the end of a day, seven weeks from now."""
    opened = now.astimezone(LONDON).date() - timedelta(weeks=WEEKS_AGO)
    closed = opened + timedelta(weeks=OPEN_WEEKS)
    return Schedule(_local(opened, OPENING), _local(closed, LAST_MINUTE))


def draw_moments(count: int, opened: datetime, now: datetime, rng: np.random.Generator) -> list[datetime]:
    """The whole hours at which so many people answered, from opening until now, the earliest first."""
    hours = [opened + number * HOUR for number in range(max(int((now - opened) / HOUR), 1))]
    weights = np.array([_liveliness(hour, opened) for hour in hours])
    drawn = rng.choice(len(hours), count, p=weights / weights.sum())
    return [hours[number] for number in sorted(drawn.tolist())]


def _liveliness(hour: datetime, opened: datetime) -> float:
    local = hour.astimezone(LONDON)
    day = (local.date() - opened.astimezone(LONDON).date()).days
    usual = FIRST_DAYS[day] if day < len(FIRST_DAYS) else REMINDED if day == REMINDER else LATER
    weekend = ON_A_WEEKEND if local.weekday() >= 5 else 1.0
    return usual * weekend * BY_HOUR[local.hour]


@contextmanager
def dated(session: Session, moment: datetime) -> Iterator[None]:
    """What is added meanwhile bears this moment wherever it would bear the moment of now."""

    def date_rows(session: Session, _context: UOWTransaction, _instances: object) -> None:
        for row in session.new:
            for column in inspect(row).mapper.column_attrs:
                default = column.columns[0].server_default
                if (
                    default is not None
                    and "now()" in str(getattr(default, "arg", ""))
                    and not getattr(row, column.key)
                ):
                    setattr(row, column.key, moment)

    event.listen(session, "before_flush", date_rows)
    try:
        yield
        session.flush()
    finally:
        event.remove(session, "before_flush", date_rows)


def _local(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, LONDON).astimezone(UTC)
