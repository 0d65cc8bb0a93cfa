"""A summary as rows of words: the accessible table beside a chart, and its CSV."""

from dataclasses import dataclass

from analysis.disclosure.withheld import WITHHELD, Shown, is_shown
from analysis.scales.summary import Row, Summary


@dataclass(frozen=True, slots=True)
class Table:
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def table(summary: Summary) -> Table:
    """One line for each answer of each row: who is counted, what they said, replies, percents, base.

    Columns that would stay empty (the label of a single row, adjusted percents, the centre) are left out.
    """
    headers = ["Item", "Answer", "Replies", "% of those who replied", "% adjusted", "Base", summary.centre]
    lines = [line for row in summary.rows for line in _lines(summary, row)]
    kept = [place for place, wanted in enumerate(_wanted(summary)) if wanted]
    return Table(
        tuple(headers[place] for place in kept), tuple(tuple(line[place] for place in kept) for line in lines)
    )


def _wanted(summary: Summary) -> tuple[bool, ...]:
    adjusted = any(row.adjusted for row in summary.rows)
    return (len(summary.rows) > 1, True, True, True, adjusted, True, bool(summary.centre))


def _lines(summary: Summary, row: Row) -> list[tuple[str, ...]]:
    return [
        tuple(map(_cell, (row.label, column.label, count, percent, _adjusted(row, at), row.base, row.centre)))
        for at, (column, count, percent) in enumerate(
            zip(summary.columns, row.counts, row.percents, strict=True)
        )
    ]


def _adjusted(row: Row, place: int) -> Shown[int] | None:
    """Of a row of which nothing may be told, not even whether it was weighted."""
    return row.weighted(place) if row.adjusted or is_shown(row.counts[place]) else WITHHELD


def _cell(figure: object) -> str:
    """A dash where there is no such figure."""
    return "–" if figure is None else str(figure)
