"""The time that people in Kent live by."""

from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
