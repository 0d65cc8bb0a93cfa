"""Interval: numbers counted in bands, drawn as a histogram with its median."""

from collections.abc import Sequence
from functools import partial

import numpy as np

from analysis.arrays import FloatArray
from analysis.disclosure.withheld import is_shown
from analysis.drawing.figures import Figure, bar_figure, column_figure
from analysis.drawing.svg import draw_bars
from analysis.scales.bars import answer_bars
from analysis.scales.scale import Scale
from analysis.scales.summary import Row, Summary, labels_of, summarise
from analysis.scales.wording import adjusted, silence, told, with_share, withheld

MEDIAN = "Median"


def median(counts: FloatArray, labels: Sequence[str], reach: float = 0) -> str | None:
    """The band that holds the middle answer, by its label: a value itself where bands hold one value each.

    Counts (K,) may be off by `reach` each, so it is every band that may hold the middle one: "4", "4 or 5",
    "4 to 6". Two bands, too, when the middle of an even number falls between them. None of nobody.
    """
    if not counts.sum():
        return None
    low, high = np.maximum(counts - reach, 0), counts + reach
    first = _reaches_half(high, low)
    last = len(counts) - 1 - _reaches_half(high[::-1], low[::-1])
    if first == last:
        return labels[first]
    return f"{labels[first]} {'or' if last == first + 1 else 'to'} {labels[last]}"


def _reaches_half(most: FloatArray, least: FloatArray) -> int:
    """The first band up to which half of all answers may lie, if as many as may be lie low."""
    below, above = np.cumsum(most), least.sum() - np.cumsum(least)
    return int(np.flatnonzero(below >= above)[0])


def draw(summary: Summary) -> Figure:
    row = summary.rows[0]
    if len(summary.rows) > 1 or row.adjusted:
        return bar_figure(answer_bars(summary))
    title = f"{row.label} (median {row.centre})" if is_shown(row.centre) else row.label
    return column_figure(answer_bars(summary), title)


def describe(summary: Summary) -> str:
    """Tell the median and the band chosen most, or the medians of several rows."""
    if len(summary.rows) > 1:
        return _describe_rows(summary)
    row = summary.rows[0]
    shown = told(labels_of(summary), [row.best(place) for place in range(len(row.percents))])
    if not shown:
        return silence(summary)
    rest = withheld(len(summary.columns) - len(shown), len(summary.columns))
    replied = " as replied" if row.adjusted else ""
    middle = f"; median answer{replied}: {row.centre}" if is_shown(row.centre) else ""
    return (
        f"Answer given most, of those who replied{adjusted(summary)}: {with_share(*shown[0])}{middle}{rest}."
    )


def _describe_rows(summary: Summary) -> str:
    medians = [_median(row) for row in summary.rows if is_shown(row.centre)]
    if not medians:
        return silence(summary)
    rest = withheld(len(summary.rows) - len(medians), len(summary.rows))
    return f"Median answer of those who replied: {'; '.join(medians)}{rest}."


def _median(row: Row) -> str:
    return f"{row.centre} for {row.label}"


def sketch(summary: Summary) -> str:
    return draw_bars(answer_bars(summary), describe(summary))


_summarise = partial(summarise, "interval", centre=MEDIAN, find=median)
INTERVAL = Scale("interval", _summarise, draw, describe, sketch, median)
