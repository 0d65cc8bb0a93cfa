"""Binary: chosen or not, for each option of a multiple choice; the first value means chosen."""

from dataclasses import replace
from functools import partial

from analysis.drawing.figures import Figure, bar_figure
from analysis.drawing.svg import draw_bars
from analysis.scales.bars import row_bars
from analysis.scales.scale import Scale
from analysis.scales.summary import Summary, summarise
from analysis.scales.wording import extremes, silence, told, withheld


def draw(summary: Summary) -> Figure:
    return bar_figure(row_bars(_sorted(summary)))


def describe(summary: Summary) -> str:
    """Name the options chosen most and least."""
    shown = told([row.label for row in summary.rows], [row.percents[0] for row in summary.rows])
    if not shown:
        return silence(summary)
    rest = withheld(len(summary.rows) - len(shown), len(summary.rows))
    return f"Share of those who replied who chose each option: {extremes(shown)}{rest}."


def _sorted(summary: Summary) -> Summary:
    """Most chosen first, withheld ones last, ties in the order of the questionnaire."""
    rows = sorted(
        summary.rows, key=lambda row: -1 if row.percents[0] is None else row.percents[0], reverse=True
    )
    return replace(summary, rows=tuple(rows))


def sketch(summary: Summary) -> str:
    return draw_bars(row_bars(_sorted(summary)), describe(summary))


BINARY = Scale("binary", partial(summarise, "binary"), draw, describe, sketch)
