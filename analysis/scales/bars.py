"""Summaries as bars: one for each answer, or one for each row."""

from analysis.drawing.marks import Bar
from analysis.scales.summary import Row, Summary


def answer_bars(summary: Summary) -> tuple[Bar, ...]:
    """A bar for each answer of each row, in order; what is not on the scale is pale."""
    several = len(summary.rows) > 1
    return tuple(
        _bar(row, place, f"{row.label}: {column.label}" if several else column.label, column.apart)
        for row in summary.rows
        for place, column in enumerate(summary.columns)
    )


def _bar(row: Row, place: int, label: str, pale: bool = False) -> Bar:
    """The share after weighting with the one as replied as a mark on it; as replied where there are no weights."""
    replied = row.percents[place] if row.adjusted else None
    return Bar(label, row.best(place), pale=pale, replied=replied)


def row_bars(summary: Summary) -> tuple[Bar, ...]:
    """A bar for each row: the share of its first column."""
    return tuple(_bar(row, 0, row.label) for row in summary.rows)
