"""Interval: numbers counted in bands, drawn as a histogram with its median."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

import numpy as np

from analysis.arrays import FloatArray
from analysis.drawing.figures import Figure, bar_figure, column_figure
from analysis.drawing.svg import draw_bars
from analysis.scales.bars import answer_bars
from analysis.scales.scale import Scale
from analysis.scales.summary import Summary, labels_of, summarise
from analysis.scales.wording import silence, told, with_share, withheld

MEDIAN = "Median"


def median(counts: FloatArray, edges: Sequence[float]) -> float | None:
    """Median from bands: L + (n/2 - F) / f * w, in the unit of the edges.

    L and w are the lower edge and the width of the band that holds the middle answer, f its count, F the
    count of the bands below; answers are taken as spread evenly within a band. None without edges or answers.
    """
    half = counts.sum() / 2
    if not edges or not half:
        return None
    band = int(np.searchsorted(np.cumsum(counts), half))
    lower, upper = list(pairwise(edges))[band]
    below = counts[:band].sum()
    return float(lower + (half - below) / counts[band] * (upper - lower))


def draw(summary: Summary) -> Figure:
    row = summary.rows[0]
    if len(summary.rows) > 1 or row.adjusted:
        return bar_figure(answer_bars(summary))
    title = row.label if row.centre is None else f"{row.label} (median {row.centre:.1f})"
    return column_figure(answer_bars(summary), title)


def describe(summary: Summary) -> str:
    """Tell the median and the band chosen most, or the medians of several rows."""
    if len(summary.rows) > 1:
        return _describe_rows(summary)
    row = summary.rows[0]
    shown = told(labels_of(summary), row.percents)
    if not shown:
        return silence(summary)
    rest = withheld(len(summary.columns) - len(shown), len(summary.columns))
    middle = "" if row.centre is None else f"; median answer: {row.centre:.1f}"
    return f"Answer given most, of those who replied: {with_share(*shown[0])}{middle}{rest}."


def _describe_rows(summary: Summary) -> str:
    medians = [f"{row.centre:.1f} for {row.label}" for row in summary.rows if row.centre is not None]
    if not medians:
        return silence(summary)
    rest = withheld(len(summary.rows) - len(medians), len(summary.rows))
    return f"Median answer of those who replied: {'; '.join(medians)}{rest}."


def sketch(summary: Summary) -> str:
    return draw_bars(answer_bars(summary), describe(summary))


_summarise = partial(summarise, "interval", centre=MEDIAN, find=median)
INTERVAL = Scale("interval", _summarise, draw, describe, sketch, median)
