"""Rank: the place given to each item, 1 being the first; codes on the scale are the places in order."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from analysis.arrays import FloatArray
from analysis.drawing.figures import Figure, bar_figure
from analysis.drawing.marks import Bar
from analysis.drawing.svg import draw_bars
from analysis.scales.bars import row_bars
from analysis.scales.scale import Scale
from analysis.scales.summary import Row, Summary, summarise
from analysis.scales.wording import silence, told, with_share, withheld

MEAN_RANK = "Mean rank"


def mean_rank(counts: FloatArray, _edges: Sequence[float] = ()) -> float | None:
    """sum(k c_k) / sum(c_k) over the places k = 1, 2, …; None when nobody ranked the item."""
    places = np.arange(1, len(counts) + 1)
    return float(places @ counts / counts.sum()) if counts.sum() else None


def draw(summary: Summary) -> Figure:
    return bar_figure(_bars(summary))


def describe(summary: Summary) -> str:
    """Name the item put first most often, and the one with the best mean rank."""
    shown = told([row.label for row in summary.rows], [row.percents[0] for row in summary.rows])
    if not shown:
        return silence(summary)
    rest = withheld(len(summary.rows) - len(shown), len(summary.rows))
    first = f"Ranked first most often, of those who replied: {with_share(*shown[0])}"
    return f"{first}{_best(summary.rows, shown[0][0])}{rest}."


def _best(rows: Sequence[Row], first: str) -> str:
    ranked = [(row.centre, row.label) for row in rows if row.centre is not None]
    if not ranked:
        return ""
    centre, label = min(ranked)
    named = "also the best mean rank" if label == first else f"best mean rank: {label}"
    return f"; {named} ({centre:.1f})"


def _bars(summary: Summary) -> tuple[Bar, ...]:
    """Share of first places, best mean rank first; items without one keep their order at the end."""
    rows = sorted(summary.rows, key=lambda row: (row.centre is None, row.centre or 0))
    named = [row if row.centre is None else replace(row, label=_labelled(row, row.centre)) for row in rows]
    return row_bars(replace(summary, rows=tuple(named)))


def _labelled(row: Row, centre: float) -> str:
    return f"{row.label} (ranked first; {MEAN_RANK.lower()} {centre:.1f})"


def sketch(summary: Summary) -> str:
    return draw_bars(_bars(summary), describe(summary))


_summarise = partial(summarise, "rank", centre=MEAN_RANK, find=mean_rank)
RANK = Scale("rank", _summarise, draw, describe, sketch, mean_rank)
