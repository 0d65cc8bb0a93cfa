"""Variables: what a question is understood as, whatever it looked like when it was asked."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeGuard, get_args

Scale = Literal["nominal", "ordinal", "binary", "interval", "rank"]
SCALES: tuple[Scale, ...] = get_args(Scale)

Stored = str | int | float


@dataclass(frozen=True, slots=True)
class Value:
    """One thing a variable can be, or one place on a list of choices."""

    code: str
    label: str


YES = "yes"
NO = "no"


@dataclass(frozen=True, kw_only=True)
class Variable:
    """One column of an export, one series of counts, one chart.

    `values` are counted one by one, in order. Those whose code is in `outside` (don't know, prefer not to
    say) are counted too but have no place on the scale. An interval variable stores a number or an ISO date;
    its values are bands, band i reaching from edges[i] up to, but not including, edges[i + 1]; codes outside
    the scale follow the bands. `sided` says that the ends of an ordered scale are for and against something.
    """

    name: str
    label: str
    scale: Scale
    values: tuple[Value, ...]
    question: str
    outside: frozenset[str] = frozenset()
    edges: tuple[float, ...] = ()
    sided: bool = False

    @cached_property
    def _slots(self) -> Mapping[str, int]:
        return {value.code: index for index, value in enumerate(self.values)}

    def slot(self, stored: Stored) -> int | None:
        """Give the place of a stored value in `values`, None if it has none."""
        if not self.edges or stored in self.outside:
            return self._slots.get(str(stored))
        return self._band(_as_number(stored))

    def _band(self, number: float | None) -> int | None:
        if number is None or not self.edges[0] <= number < self.edges[-1]:
            return None
        return bisect_right(self.edges, number) - 1


def _as_number(stored: Stored) -> float | None:
    """Read a number, or the year of an ISO date."""
    if not isinstance(stored, str):
        return stored
    year = stored[:4]
    return int(year) if year.isdecimal() else None


def is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)
