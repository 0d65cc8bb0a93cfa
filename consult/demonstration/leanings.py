"""Leanings: how much an option attracts people of different views.

People pick an option the more readily, the closer it leans to their own view. What options lean to, how
popular they are beside that, and which rows of a grid people find easier to support, is data. An option that
nothing is known of attracts everybody alike.
"""

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from math import exp

from surveys.questions.options import Option

Table = Mapping[str, Mapping[str, float]]

BREADTH = 0.28  # of the range of views that an option attracts
NEUTRAL = 0.5  # how much an option attracts that leans to no side
OUTSIDE = 0.1  # how popular one is that has no place on the scale


def attractions(question: str, options: Iterable[Option], view: float) -> dict[str, float]:
    """Say how much each option attracts somebody with this view from 0 to 1."""
    popularity = _tables()["popularity"].get(question, {})
    leanings = _tables()["leanings"].get(question, {})
    return {
        option.code: closeness(leanings.get(option.code), view)
        * popularity.get(option.code, OUTSIDE if option.outside else 1.0)
        for option in options
    }


def closeness(leaning: float | None, view: float) -> float:
    """Say how close a view is to a leaning: 1 where they are the same, towards 0 far away."""
    return NEUTRAL if leaning is None else exp(-(((view - leaning) / BREADTH) ** 2) / 2)


def view_of_row(question: str, row: str, view: float) -> float:
    """Give the view of one row of a grid: raised to a power, so that the firmest stay firm."""
    power = _tables()["rows"].get(question, {}).get(row, 1.0)
    return float(view**power)


@lru_cache(maxsize=1)
def _tables() -> Mapping[str, Table]:
    text = files("consult.demonstration").joinpath("leanings.json").read_text(encoding="utf-8")
    tables: Mapping[str, Table] = json.loads(text)
    return tables
