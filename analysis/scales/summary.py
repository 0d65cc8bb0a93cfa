"""The table behind a chart, its sentence and its data: rows of counts and whole percents."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import floor
from typing import Any

from analysis.arrays import FloatArray
from analysis.scales.tally import Tally

Figures = tuple[int | None, ...]


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
    """One variable or one group. None stands for a figure that may not be shown.

    `counts` are persons, `percents` whole percents of `base`, `adjusted` whole percents after weighting
    (empty without weights), in the order of the columns. `base` is everybody who answered, those who answered
    "Don't know" among them. `centre` is the median or the mean rank of the answers on the scale. `together` are
    sums of columns that are shown of the same replies.
    """

    variable: str
    label: str
    counts: Figures
    percents: Figures
    base: int | None
    adjusted: Figures = ()
    centre: float | None = None
    together: tuple[Together, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """All rows of one question, or of one variable by group; columns on the scale come first.

    `centre` names the centre of a row, empty where the scale has none; `edges` are the bounds of bands.
    """

    scale: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    centre: str = ""
    edges: tuple[float, ...] = ()

    @property
    def places(self) -> int:
        """How many columns are on the scale."""
        return sum(not column.apart for column in self.columns)


Centre = Callable[[FloatArray, Sequence[float]], float | None]


def no_centre(_counts: FloatArray, _edges: Sequence[float]) -> float | None:
    """The centre of a scale that has none."""
    return None


def summarise(scale: str, tallies: Sequence[Tally], centre: str = "", find: Centre = no_centre) -> Summary:
    """Put tallies of the same values into one table; `find` gives the centre of counts on the scale.

    Percents are 100 c / n rounded half up, with n = everybody who answered, so they may not add up to 100.
    Raises ValueError when there is no tally or the tallies have different values.
    """
    if len({(tally.codes, tally.outside, tally.edges) for tally in tallies}) != 1:
        raise ValueError("a summary needs tallies of the same values, and at least one")
    first = tallies[0]
    order = sorted(range(len(first.codes)), key=lambda place: first.codes[place] in first.outside)
    columns = tuple(
        Column(first.codes[place], first.labels[place], apart=first.codes[place] in first.outside)
        for place in order
    )
    rows = tuple(_row(tally, order, find(tally.on_scale, tally.edges)) for tally in tallies)
    return Summary(scale, columns, rows, centre, first.edges)


def _row(tally: Tally, order: Sequence[int], centre: float | None) -> Row:
    return Row(
        variable=tally.variable,
        label=tally.label,
        counts=tuple(round(count) for count in tally.counts[order]),
        percents=whole_percents(tally.counts[order]),
        base=round(tally.counts.sum()),
        adjusted=() if tally.weighted is None else whole_percents(tally.weighted[order]),
        centre=centre,
    )


def whole_percents(counts: FloatArray) -> Figures:
    """100 c / sum(c), rounded half up; None for each when nobody answered."""
    total = counts.sum()
    return tuple(share(float(count), float(total)) for count in counts)


def share(part: float, whole: float) -> int | None:
    """A part of a whole in percent, rounded half up; None of nothing."""
    return floor(100 * part / whole + 0.5) if whole > 0 else None


def labels_of(summary: Summary) -> tuple[str, ...]:
    return tuple(column.label for column in summary.columns)


def to_document(summary: Summary) -> dict[str, Any]:
    """The summary as JSON-ready dicts and lists."""
    return asdict(summary)


def from_document(document: Mapping[str, Any]) -> Summary:
    """Read back what to_document wrote, after a passage through JSON or not."""
    return Summary(
        scale=document["scale"],
        columns=tuple(Column(**column) for column in document["columns"]),
        rows=tuple(_read_row(row) for row in document["rows"]),
        centre=document["centre"],
        edges=tuple(document["edges"]),
    )


def _read_row(row: Mapping[str, Any]) -> Row:
    lists = {key: tuple(row[key]) for key in ("counts", "percents", "adjusted")}
    together = tuple(Together(**{**each, "places": tuple(each["places"])}) for each in row["together"])
    return Row(**{**row, **lists, "together": together})
