"""Summaries as bars: one for each answer, or one for each row."""

from analysis.drawing.marks import Bar
from analysis.scales.summary import Row, Summary

ADJUSTED = "adjusted"


def answer_bars(summary: Summary) -> tuple[Bar, ...]:
    """A bar for each answer of each row, in order; what is not on the scale is pale."""
    several = len(summary.rows) > 1
    return tuple(
        bar
        for row in summary.rows
        for place, column in enumerate(summary.columns)
        for bar in _pair(
            row, place, f"{row.label}: {column.label}" if several else column.label, column.apart
        )
    )


def _pair(row: Row, place: int, label: str, pale: bool = False) -> tuple[Bar, ...]:
    """The share as replied and, beside it, the share after weighting."""
    plain, weighted = Bar(label, row.percents[place], pale=pale), row.weighted(place)
    return (plain,) if weighted is None else (plain, Bar(f"{label}, {ADJUSTED}", weighted, pale=True))


def row_bars(summary: Summary) -> tuple[Bar, ...]:
    """A bar for each row: the share of its first column."""
    return tuple(bar for row in summary.rows for bar in _pair(row, 0, row.label))
