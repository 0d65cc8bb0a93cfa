"""Withheld: what stands in place of a figure that may not be shown, and of everything that is derived from it."""

from collections.abc import Callable
from enum import Enum
from typing import Final, NoReturn, TypeAlias, TypeGuard, TypeVar, Union

from analysis.vocabulary import HIDDEN

T = TypeVar("T")
R = TypeVar("R")


class Withheld(Enum):
    """The one value of its kind. It reads "hidden", is neither true nor false, and has no order and no arithmetic.

    So whoever derives a yes or no, a rank or a number from it by mistake gets an error and never an answer.
    """

    WITHHELD = "withheld"

    def __str__(self) -> str:
        return HIDDEN

    def __format__(self, _form: str) -> str:
        return HIDDEN

    def __bool__(self) -> NoReturn:
        raise TypeError("a figure that is withheld is neither true nor false")


WITHHELD: Final = Withheld.WITHHELD

Shown: TypeAlias = Union[T, Withheld]  # noqa: UP007  the operator cannot be given a parameter later
"""A figure as it may be shown. Where there may be none at all, None says so: it is a fact and may be told."""


def is_shown(figure: Shown[T] | None) -> TypeGuard[T]:
    """Whether there is a figure and it may be shown."""
    return figure is not None and not isinstance(figure, Withheld)


def derive(make: Callable[..., R], *figures: Shown[object]) -> Shown[R]:
    """What `make` gives of the figures, withheld where one of them is."""
    return WITHHELD if WITHHELD in figures else make(*figures)
