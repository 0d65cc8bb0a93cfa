"""Samples: the values of a variable that rules could tell from one another."""

from collections.abc import Iterable
from datetime import date

from surveys.conditions import Leaf, OneOf, Within
from surveys.questions import AnyQuestion
from surveys.questions.bands import Numeric
from surveys.questions.date import Date
from surveys.questions.number import Number
from surveys.variables import Stored, Variable


def sample(question: AnyQuestion, variable: Variable, looked_at: Iterable[Leaf]) -> list[Stored]:
    """Give the values that rules name or that lie beside a limit, and one other."""
    leaves = [leaf for leaf in looked_at if getattr(leaf, "variable", None) == variable.name]
    limits = [limit for leaf in leaves if isinstance(leaf, Within) for limit in (leaf.at_least, leaf.at_most)]
    numbers = [limit for limit in limits if limit is not None]
    if isinstance(question, Number):
        return [*_beside_numbers(question, numbers), *variable.outside]
    if isinstance(question, Date):
        return _beside_dates(question, numbers)
    if variable.scale == "rank":
        return [int(value.code) for value in variable.values]
    if variable.scale == "binary":  # options exclude one another, so each must be tried both ways
        return [value.code for value in variable.values]
    named = {code for leaf in leaves if isinstance(leaf, OneOf) for code in leaf.codes}
    codes = [value.code for value in variable.values]
    others = [code for code in codes if code not in named]
    return [*(code for code in codes if code in named), *others[:1]]


def _beside_numbers(question: Number, limits: Iterable[Stored]) -> list[Stored]:
    tried: set[Numeric] = {question.lowest, question.highest}
    for limit in limits:
        if not isinstance(limit, str):
            below = limit - (limit - question.lowest) % question.step
            tried |= {below - question.step, below, below + question.step}
    return [number for number in sorted(tried) if question.encode(number)]


def _beside_dates(question: Date, limits: Iterable[Stored]) -> list[Stored]:
    possible = range(question.earliest.toordinal(), question.latest.toordinal() + 1)
    days = [date.fromisoformat(str(limit)).toordinal() for limit in limits]
    tried = {possible[0], possible[-1]} | {day + beside for day in days for beside in (-1, 0, 1)}
    return [date.fromordinal(day).isoformat() for day in sorted(tried) if day in possible]
