"""A summary as rows of words: the accessible table beside a chart, and its CSV."""

from dataclasses import dataclass

from analysis.scales.summary import Row, Summary
from analysis.vocabulary import HIDDEN


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
    adjusted = row.adjusted or (None,) * len(row.counts)
    centre = HIDDEN if row.centre is None else f"{row.centre:.1f}"
    return [
        (row.label, column.label, _shown(count), _shown(percent), _shown(weighted), _shown(row.base), centre)
        for column, count, percent, weighted in zip(
            summary.columns, row.counts, row.percents, adjusted, strict=True
        )
    ]


def _shown(figure: int | None) -> str:
    return HIDDEN if figure is None else str(figure)
