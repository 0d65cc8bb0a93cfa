"""Rank: the place given to each item, 1 being the first; codes on the scale are the places in order.

Everybody who answered the question is the base, those who ranked only other items among them: for them an item
was not ranked, and not first. Mean ranks are of those who ranked the item and are not compared between items.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from analysis.arrays import FloatArray
from analysis.disclosure.withheld import is_shown
from analysis.drawing.figures import Figure, bar_figure
from analysis.drawing.marks import Bar
from analysis.drawing.svg import draw_bars
from analysis.scales.bars import row_bars
from analysis.scales.binary import sort_rows
from analysis.scales.scale import Scale
from analysis.scales.summary import Row, Summary, summarise
from analysis.scales.wording import adjusted, silence, told, unranked, with_share

MEAN_RANK = "Mean rank of those who ranked it"
NOT_RANKED = "not_ranked"


def mean_rank(counts: FloatArray, _labels: Sequence[str] = (), _reach: float = 0) -> str | None:
    """sum(k c_k) / sum(c_k) over the places k = 1, 2, …; None when nobody ranked the item."""
    places = np.arange(1, len(counts) + 1)
    return f"{float(places @ counts / counts.sum()):.1f}" if counts.sum() else None


def draw(summary: Summary) -> Figure:
    return bar_figure(_bars(summary))


def describe(summary: Summary) -> str:
    """Name the item put first most often."""
    shown = told([row.label for row in summary.rows], [row.best(0) for row in summary.rows])
    if not shown:
        return silence(summary)
    rest = unranked(len(summary.rows) - len(shown), len(summary.rows))
    return f"Ranked first most often, of those who replied{adjusted(summary)}: {with_share(*shown[0])}{rest}."


def _bars(summary: Summary) -> tuple[Bar, ...]:
    """Share of first places, the largest first."""
    rows = [replace(row, label=_labelled(row)) for row in sort_rows(summary).rows]
    return row_bars(replace(summary, rows=tuple(rows)))


def _labelled(row: Row) -> str:
    return f"{row.label} (mean rank where ranked {row.centre})" if is_shown(row.centre) else row.label


def sketch(summary: Summary) -> str:
    return draw_bars(_bars(summary), describe(summary))


_summarise = partial(summarise, "rank", centre=MEAN_RANK, find=mean_rank)
RANK = Scale("rank", _summarise, draw, describe, sketch, mean_rank)
