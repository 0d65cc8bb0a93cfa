"""The table behind a chart, its sentence and its data: rows of counts and whole percents."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import floor

from analysis.arrays import FloatArray
from analysis.disclosure.withheld import WITHHELD, Shown, is_shown
from analysis.scales.tally import Tally

Figures = tuple[Shown[int], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A value that can be answered; `apart` when it has no place on the scale."""

    code: str
    label: str
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Together:
    """Columns (their places in the summary) whose sum is shown, too: its count, its whole percent, and weighted."""

    places: tuple[int, ...]
    count: int
    percent: int
    adjusted: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One variable or one group.

    `counts` are persons, `percents` whole percents of `base`, `adjusted` percents after weighting (empty without
    weights), in the order of the columns; they are exact until they are printed, so that sums of them are rounded
    once. `base` is everybody who answered the question, those who answered "Don't know" or ranked other items
    among them; percents of nobody are withheld. `centre` is the median or the mean rank of the answers on the
    scale in words, None of nobody. `together` are sums of columns that are shown of the same replies.
    """

    variable: str
    label: str
    counts: Figures
    percents: Figures
    base: Shown[int]
    adjusted: tuple[Shown[float], ...] = ()
    centre: Shown[str] | None = None
    together: tuple[Together, ...] = ()

    def weighted(self, place: int) -> Shown[int] | None:
        """The whole percent after weighting of one column, None without weights."""
        if not self.adjusted:
            return None
        share_ = self.adjusted[place]
        return nearest(share_) if is_shown(share_) else WITHHELD

    def best(self, place: int) -> Shown[int]:
        """The whole percent after weighting where there are weights, else the one as replied."""
        weighted = self.weighted(place)
        return self.percents[place] if weighted is None else weighted


@dataclass(frozen=True, slots=True)
class Summary:
    """All rows of one question, or of one variable by group; columns on the scale come first.

    `centre` names the centre of a row, empty where the scale has none. `sided`: the ends of the scale are for
    and against something, so that answers may be read as two sides.
    """

    scale: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    centre: str = ""
    sided: bool = False

    @property
    def places(self) -> int:
        """How many columns are on the scale."""
        return sum(not column.apart for column in self.columns)

    @property
    def weighted(self) -> bool:
        """Whether a row has shares after weighting."""
        return any(row.adjusted for row in self.rows)


Centre = Callable[[FloatArray, Sequence[str], float], str | None]
"""The centre, in words, of counts (K,) on a scale with these labels; each count may be off by as much as the last."""


def no_centre(_counts: FloatArray, _labels: Sequence[str], _reach: float) -> str | None:
    """The centre of a scale that has none."""
    return None


def summarise(scale: str, tallies: Sequence[Tally], centre: str = "", find: Centre = no_centre) -> Summary:
    """Put tallies of the same values into one table; `find` gives the centre of counts on the scale.

    Percents are 100 c / n rounded half up, with n = everybody who answered, so they may not add up to 100.
    Raises ValueError when there is no tally or the tallies have different values.
    """
    if len({(tally.codes, tally.outside, tally.sided) for tally in tallies}) != 1:
        raise ValueError("a summary needs tallies of the same values, and at least one")
    first = tallies[0]
    order = sorted(range(len(first.codes)), key=lambda place: first.codes[place] in first.outside)
    columns = tuple(
        Column(first.codes[place], first.labels[place], apart=first.codes[place] in first.outside)
        for place in order
    )
    labels = [column.label for column in columns if not column.apart]
    rows = tuple(_row(tally, order, find(tally.on_scale, labels, 0)) for tally in tallies)
    return Summary(scale, columns, rows, centre, first.sided)


def _row(tally: Tally, order: Sequence[int], centre: str | None) -> Row:
    return Row(
        variable=tally.variable,
        label=tally.label,
        counts=tuple(round(count) for count in tally.counts[order]),
        percents=whole_percents(tally.counts[order]),
        base=round(tally.counts.sum()),
        adjusted=() if tally.weighted is None else exact_percents(tally.weighted[order]),
        centre=centre,
    )


def whole_percents(counts: FloatArray) -> Figures:
    """100 c / sum(c), rounded half up; withheld for each when nobody answered."""
    total = counts.sum()
    return tuple(share(float(count), float(total)) for count in counts)


def exact_percents(counts: FloatArray) -> tuple[Shown[float], ...]:
    total = float(counts.sum())
    return tuple(100 * float(count) / total if total > 0 else WITHHELD for count in counts)


def share(part: float, whole: float) -> Shown[int]:
    """A part of a whole in percent, rounded half up; withheld of nothing."""
    return nearest(100 * part / whole) if whole > 0 else WITHHELD


def nearest(percent: float) -> int:
    """The nearest whole number, halves up."""
    return floor(percent + 0.5)


def labels_of(summary: Summary) -> tuple[str, ...]:
    return tuple(column.label for column in summary.columns)
