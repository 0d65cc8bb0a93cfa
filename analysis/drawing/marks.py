"""The marks of a chart in percent, before anybody decides how to draw them."""

from dataclasses import dataclass

from analysis.disclosure.withheld import Shown


@dataclass(frozen=True, slots=True)
class Bar:
    """One share; `pale` marks what is not on the scale, `replied` is the share before weighting (None: the same)."""

    label: str
    percent: Shown[int]
    note: str = ""
    pale: bool = False
    replied: Shown[int] | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """How one answer is drawn in a stacked bar, and what the legend calls it."""

    label: str
    fill: str
    hatched: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """The piece of a stacked bar that belongs to a key, `start` percent to the right of the middle."""

    key: Key
    start: float
    percent: int


@dataclass(frozen=True, slots=True)
class Stack:
    """A stacked bar: segments around the middle, and segments of answers that are not on the scale.

    `withheld` says that at least one answer of the bar may not be shown.
    """

    label: str
    segments: tuple[Segment, ...]
    apart: tuple[Segment, ...] = ()
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Stacks:
    """A chart of stacked bars that share their keys."""

    keys: tuple[Key, ...]
    rows: tuple[Stack, ...]

    @property
    def reach(self) -> tuple[float, float]:
        """How far (left, right) the longest bars reach from the middle, in percent, at least 10."""
        drawn = [segment for row in self.rows for segment in row.segments]
        left = max([-segment.start for segment in drawn], default=0)
        right = max([segment.start + segment.percent for segment in drawn], default=0)
        return max(left, 10.0), max(right, 10.0)

    @property
    def apart(self) -> int:
        """The longest bar of answers that are not on the scale, in percent."""
        return max([sum(segment.percent for segment in row.apart) for row in self.rows], default=0)
