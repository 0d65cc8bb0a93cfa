"""Binary: chosen or not, for each option of a multiple choice; the first value means chosen."""

from dataclasses import replace
from functools import partial

from analysis.disclosure.withheld import WITHHELD, is_shown
from analysis.drawing.figures import Figure, bar_figure
from analysis.drawing.svg import draw_bars
from analysis.scales.bars import row_bars
from analysis.scales.scale import Scale
from analysis.scales.summary import Summary, summarise
from analysis.scales.wording import adjusted, extremes, silence, told, unranked


def draw(summary: Summary) -> Figure:
    return bar_figure(row_bars(sort_rows(summary)))


def describe(summary: Summary) -> str:
    """Name the options chosen most and least."""
    shown = told([row.label for row in summary.rows], [row.best(0) for row in summary.rows])
    if not shown:
        return silence(summary)
    rest = unranked(len(summary.rows) - len(shown), len(summary.rows))
    return f"Share of those who replied who chose each option{adjusted(summary)}: {extremes(shown)}{rest}."


def sort_rows(summary: Summary) -> Summary:
    """The largest share of the first column first, withheld ones last, ties in the order of the questionnaire."""
    shares = [(row.best(0), row) for row in summary.rows]
    shown = [(share, row) for share, row in shares if is_shown(share)]
    known = [row for _share, row in sorted(shown, key=lambda each: -each[0])]
    return replace(summary, rows=(*known, *(row for share, row in shares if share is WITHHELD)))


def sketch(summary: Summary) -> str:
    return draw_bars(row_bars(sort_rows(summary)), describe(summary))


BINARY = Scale("binary", partial(summarise, "binary"), draw, describe, sketch)
