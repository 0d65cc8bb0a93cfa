"""The calendar of the demonstration."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from consult.clock import LONDON
from consult.demonstration.calendar import draw_moments, make_schedule


@pytest.mark.parametrize(
    "now", [datetime(2026, 11, 26, 6, 33, tzinfo=UTC), datetime(2027, 4, 1, 23, 59, tzinfo=UTC)]
)
def test_it_opens_in_the_morning_and_closes_at_the_end_of_a_day(now: datetime) -> None:
    schedule = make_schedule(now)
    opened, closed = schedule.opens_at.astimezone(LONDON), schedule.closes_at.astimezone(LONDON)
    assert (opened.hour, opened.minute, closed.hour, closed.minute) == (9, 0, 23, 59)
    assert schedule.opens_at < now - timedelta(weeks=4)
    assert schedule.closes_at > now + timedelta(weeks=6)


def test_people_answer_at_whole_hours_of_the_day_and_never_later_than_now() -> None:
    now = datetime(2026, 11, 26, 6, 33, tzinfo=UTC)
    opened = make_schedule(now).opens_at
    moments = draw_moments(3000, opened, now, np.random.default_rng(1))
    assert moments == sorted(moments)
    assert opened <= moments[0]
    assert moments[-1] <= now
    assert {(moment.minute, moment.second) for moment in moments} == {(0, 0)}
    first = [moment for moment in moments if moment < opened + timedelta(days=2)]
    later = [moment for moment in moments if moment >= opened + timedelta(days=20)]
    assert len(first) / 2 > len(later) / 15
