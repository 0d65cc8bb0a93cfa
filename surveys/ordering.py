"""Order by lot: where a question's list begins, and which end of its scale comes first, for one visit.

What stands first is chosen more often. A questionnaire can have that drawn for each visit, so that it favours nobody
over all replies; the lot is kept with the reply. A list is turned as a whole (what stands first goes to the end, as
often as drawn), so that each answer stands in each place equally often and pages stay few. A scale keeps its order or
has it reversed, the same in all questions of a visit. What is not on the scale and what excludes the others stays last.
"""

from dataclasses import dataclass, replace
from functools import singledispatch
from zlib import crc32

from surveys.questions import AnyQuestion
from surveys.questions.grid import Grid
from surveys.questions.multiple import Multiple
from surveys.questions.options import Options
from surveys.questions.ranking import Ranking
from surveys.questions.single import Single

LOTS = 1 << 15
"""Lots are whole numbers below this, so that they fit a small column and say nothing of whose they are."""

FEWEST = 2


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How many of a list go to its end, and whether the scale is reversed; it is all that pages differ by."""

    turned: int = 0
    reversed: bool = False


AS_WRITTEN = Arrangement()


def draw(question: AnyQuestion, lot: int | None) -> Arrangement:
    """What the lot of a visit means for a question; a form on paper has none and is as written."""
    if lot is None or not question.drawn:
        return AS_WRITTEN
    length = _listed(question)
    turned = ((lot >> 1) + crc32(question.name.encode())) % length if length else 0
    return Arrangement(turned, bool(lot & 1) and _scaled(question))


@singledispatch
def arrange(question: AnyQuestion, arrangement: Arrangement) -> AnyQuestion:
    """The question as it is shown in an arrangement; names, codes and variables stay as they are."""
    del arrangement
    return question


@arrange.register
def _(question: Single, arrangement: Arrangement) -> AnyQuestion:
    if question.scale == "ordinal":
        return replace(question, options=_reversed(question.options, arrangement))
    return replace(question, options=_turned(question.options, arrangement, frozenset()))


@arrange.register
def _(question: Multiple, arrangement: Arrangement) -> AnyQuestion:
    return replace(question, options=_turned(question.options, arrangement, frozenset(question.exclusive)))


@arrange.register
def _(question: Grid, arrangement: Arrangement) -> AnyQuestion:
    columns = _reversed(question.columns, arrangement) if question.scale == "ordinal" else question.columns
    return replace(question, rows=_turned(question.rows, arrangement, frozenset()), columns=columns)


@arrange.register
def _(question: Ranking, arrangement: Arrangement) -> AnyQuestion:
    return replace(question, items=_turned(question.items, arrangement, frozenset()))


def first_of(question: AnyQuestion, arrangement: Arrangement) -> str:
    """The code that comes first in a list; empty where the question has none."""
    found = listed_of(arrange(question, arrangement))
    return found[0].code if found else ""


def listed_of(question: AnyQuestion) -> Options:
    """The list that is turned; empty for a scale."""
    if isinstance(question, Grid):
        return question.rows
    if isinstance(question, Ranking):
        return question.items
    if isinstance(question, Multiple):
        return tuple(
            option for option in question.options if _moves(option.code, question.exclusive, question.options)
        )
    if isinstance(question, Single) and question.scale != "ordinal":
        return tuple(option for option in question.options if not option.outside)
    return ()


def why_not_drawn(question: AnyQuestion) -> str:
    """Why an order cannot be drawn for it; empty where it can."""
    if isinstance(question, Single | Multiple) and any(option.group for option in question.options):
        return "The order of options under headings cannot be drawn: they would leave their headings."
    if not _scaled(question) and _listed(question) < FEWEST:
        return f"There is no order to draw: it needs a scale, or a list of at least {FEWEST}."
    return ""


def is_reversible(question: AnyQuestion) -> bool:
    """Whether the order of a scale is drawn for it."""
    return question.drawn and _scaled(question)


def _listed(question: AnyQuestion) -> int:
    return len(listed_of(question))


def _scaled(question: AnyQuestion) -> bool:
    return isinstance(question, Single | Grid) and question.scale == "ordinal"


def _moves(code: str, exclusive: tuple[str, ...], options: Options) -> bool:
    outside = {option.code for option in options if option.outside}
    return code not in outside and code not in exclusive


def _reversed(options: Options, arrangement: Arrangement) -> Options:
    if not arrangement.reversed:
        return options
    scale = tuple(option for option in options if not option.outside)
    return (*reversed(scale), *(option for option in options if option.outside))


def _turned(options: Options, arrangement: Arrangement, exclusive: frozenset[str]) -> Options:
    moving = tuple(option for option in options if _moves(option.code, tuple(exclusive), options))
    fixed = tuple(option for option in options if option not in moving)
    return (*moving[arrangement.turned :], *moving[: arrangement.turned], *fixed)
