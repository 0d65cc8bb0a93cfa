"""Dates as people type them: figures or names of months, the day before the month."""

import re
from datetime import date

from surveys.reading.reader import DEFAULT_LANGUAGE
from surveys.wording import say
from surveys.writing.comparing import fold

_MONTH = re.compile(r"[0-9]{1,2}")
_YEAR = re.compile(r"[0-9]{4}")
_DAY = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?")
_PARTS = re.compile(r"[-/., ]+")
_YEAR_FIRST = re.compile(r"[0-9]{4}[-/. ].*")
PARTS_OF_A_DATE = 3
LEAST_OF_A_NAME = 3


def read_date(typed: str, language: str = DEFAULT_LANGUAGE) -> date | None:
    """A date on one line: 27/3/2026, 27.3.2026, 2026-03-27, 27 March 2026, 27th Mar. 2026 or March 27, 2026.

    None where it is no date, or might be another one, like 27/3/26.
    """
    text = fold(typed)
    parts = [part for part in _PARTS.split(text) if part]
    if len(parts) != PARTS_OF_A_DATE:
        return None
    if _YEAR_FIRST.fullmatch(text):
        parts.reverse()
    elif parts[0].isalpha():
        parts[:2] = parts[1], parts[0]
    day, month, year = parts
    return read_parts(day, month, year, language)


def read_parts(day: str, month: str, year: str, language: str = DEFAULT_LANGUAGE) -> date | None:
    """A date in three boxes; the month is a figure, a name or the beginning of a name."""
    of_month, number, whole_year = _DAY.fullmatch(fold(day)), read_month(month, language), fold(year)
    if of_month is None or number is None or not _YEAR.fullmatch(whole_year):
        return None
    try:
        return date(int(whole_year), number, int(of_month[1]))
    except ValueError:
        return None


def read_month(typed: str, language: str = DEFAULT_LANGUAGE) -> int | None:
    """The month's number by its figure, its name, or at least three letters that only one month begins with."""
    text = fold(typed).removesuffix(".")
    if _MONTH.fullmatch(text):
        return int(text)
    if len(text) < LEAST_OF_A_NAME:
        return None
    names = say(language, "months").split()
    begin = [number for number, name in enumerate(names, start=1) if fold(name).startswith(text)]
    return begin[0] if len(begin) == 1 else None
