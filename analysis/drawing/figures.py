"""Charts as plain Plotly figures: dicts that name no outside resource, drawn in the browser."""

from collections.abc import Sequence
from html import escape
from typing import Any

from analysis.disclosure.withheld import is_shown
from analysis.drawing.labels import ALL_HIDDEN, AXIS, SOME_HIDDEN, lines, percent
from analysis.drawing.marks import Bar, Key, Segment, Stack, Stacks
from analysis.drawing.palette import BAR, BLACK, PALE_BAR, WHITE, hatch_on, text_on

Figure = dict[str, Any]

_CHARACTERS = 32
_TICK = 20
_BETWEEN_PANELS = 6.0
_ROOM_FOR_TEXT = 5


def bar_figure(bars: Sequence[Bar]) -> Figure:
    """Horizontal bars in the order given, from the top."""
    labels = [_broken(f"{bar.label} ({bar.note})" if bar.note else bar.label) for bar in bars]
    trace = _bars(bars) | {"orientation": "h", "x": _lengths(bars), "y": list(range(len(bars)))}
    layout = _layout(labels)
    layout["xaxis"] = _measure()
    layout["yaxis"] = _rows(labels)
    layout["annotations"] = [
        _words(ALL_HIDDEN, x=0, y=row, xanchor="left")
        for row, bar in enumerate(bars)
        if not is_shown(bar.percent)
    ]
    return {"data": [trace, *_replied(bars)], "layout": layout}


def _replied(bars: Sequence[Bar]) -> list[Figure]:
    """A mark at each share as replied, where the bars are of weighted ones."""
    marked = [(row, bar.replied) for row, bar in enumerate(bars) if is_shown(bar.replied)]
    trace = {
        "type": "scatter",
        "mode": "markers",
        "showlegend": False,
        "x": [share for _, share in marked],
        "y": [row for row, _ in marked],
        "marker": {"symbol": "line-ns-open", "size": 20, "color": BLACK, "line": {"width": 2}},
        "hovertemplate": "as replied: %{x}%<extra></extra>",
    }
    return [trace] if marked else []


def column_figure(bars: Sequence[Bar], title: str) -> Figure:
    """Upright bars side by side, for the bands of a measure; `title` names the measure."""
    labels = [_broken(bar.label) for bar in bars]
    trace = _bars(bars) | {"x": list(range(len(bars))), "y": _lengths(bars)}
    layout = _layout(["", "", "", ""]) | {"bargap": 0.04}
    layout["xaxis"] = {
        "title": {"text": _plain(title)},
        "tickvals": list(range(len(bars))),
        "ticktext": labels,
        "fixedrange": True,
    }
    layout["yaxis"] = _measure() | {"automargin": True}
    notes = [bar.note if is_shown(bar.percent) else ALL_HIDDEN for bar in bars]
    layout["annotations"] = [
        _words(note, x=place, y=_lengths(bars)[place] or 0, yanchor="bottom", yshift=20)
        for place, note in enumerate(notes)
        if note
    ]
    return {"data": [trace], "layout": layout}


def stack_figure(stacks: Stacks) -> Figure:
    """Diverging stacked bars; answers that are not on the scale in a panel to the right, same measure."""
    left, right = stacks.reach
    labels = [_broken(row.label) for row in stacks.rows]
    layout = _layout(labels) | {"barmode": "overlay"}
    layout["legend"] = {"orientation": "h", "yanchor": "bottom", "y": 1.02, "traceorder": "normal"}
    layout["yaxis"] = _rows(labels)
    layout["xaxis"] = _diverging_axis(left, right)
    if stacks.apart:
        whole = left + right + _BETWEEN_PANELS + stacks.apart
        layout["xaxis"]["domain"] = [0, (left + right) / whole]
        layout["xaxis2"] = {
            "domain": [1 - stacks.apart / whole, 1],
            "range": [0, stacks.apart],
            "showticklabels": False,
            "fixedrange": True,
        }
    layout["annotations"] = [
        _words(_withheld(row), x=0, y=place + 0.42 if row.segments else place)
        for place, row in enumerate(stacks.rows)
        if row.withheld
    ]
    return {"data": [_layer(stacks, key) for key in stacks.keys], "layout": layout}


def _layer(stacks: Stacks, key: Key) -> Figure:
    """One trace: the segments of one key in every bar."""
    found = [(row, _segment_of(bar, key)) for row, bar in enumerate(stacks.rows)]
    drawn = [(row, segment) for row, segment in found if segment]
    apart = any(segment in stacks.rows[row].apart for row, segment in drawn)
    return {
        "type": "bar",
        "orientation": "h",
        "name": _plain(key.label),
        "y": [row for row, _ in drawn],
        "x": [segment.percent for _, segment in drawn],
        "base": [segment.start for _, segment in drawn],
        "text": [percent(segment.percent) for _, segment in drawn],
        "texttemplate": ["%{text}" if segment.percent >= _ROOM_FOR_TEXT else " " for _, segment in drawn],
        "textposition": "inside",
        "textangle": 0,
        "insidetextanchor": "middle",
        "insidetextfont": {"color": text_on(key.fill)},
        "hovertemplate": "%{fullData.name}: %{text}<extra></extra>",
        "marker": _marker(key.fill, hatched=key.hatched),
        "xaxis": "x2" if apart else "x",
    }


def _segment_of(bar: Stack, key: Key) -> Segment | None:
    return next((segment for segment in (*bar.segments, *bar.apart) if segment.key == key), None)


def _withheld(row: Stack) -> str:
    return SOME_HIDDEN if row.segments or row.apart else ALL_HIDDEN


def _bars(bars: Sequence[Bar]) -> Figure:
    return {
        "type": "bar",
        "showlegend": False,
        "marker": {"color": [PALE_BAR if bar.pale else BAR for bar in bars]},
        "text": [percent(bar.percent) if is_shown(bar.percent) else "" for bar in bars],
        "textposition": "outside",
        "cliponaxis": False,
        "hovertext": [_plain(bar.label) for bar in bars],
        "hovertemplate": "%{hovertext}: %{text}<extra></extra>",
    }


def _lengths(bars: Sequence[Bar]) -> list[int | None]:
    return [bar.percent if is_shown(bar.percent) else None for bar in bars]


def _marker(fill: str, *, hatched: bool) -> Figure:
    marker: Figure = {"color": fill, "line": {"color": WHITE, "width": 1}}
    if hatched:
        marker["pattern"] = {"shape": "/", "bgcolor": fill, "fgcolor": hatch_on(fill), "size": 8}
    return marker


def _diverging_axis(left: float, right: float) -> Figure:
    ticks = range(-int(left // _TICK) * _TICK, int(right) + 1, _TICK)
    return {
        "title": {"text": AXIS},
        "range": [-left, right],
        "tickvals": list(ticks),
        "ticktext": [percent(abs(tick)) for tick in ticks],
        "zeroline": True,
        "fixedrange": True,
    }


def _rows(labels: list[str]) -> Figure:
    return {
        "tickvals": list(range(len(labels))),
        "ticktext": labels,
        "range": [len(labels) - 0.4, -0.6],
        "automargin": True,
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
    }


def _measure() -> Figure:
    return {"title": {"text": AXIS}, "ticksuffix": "%", "rangemode": "tozero", "fixedrange": True}


def _layout(labels: Sequence[str]) -> Figure:
    """What all charts share; the longest label decides how high a row is."""
    row = 32 + 20 * max([label.count("<br>") + 1 for label in labels], default=1)
    return {
        "font": {"family": "inherit", "size": 16},
        "height": 140 + row * len(labels),
        "margin": {"l": 10, "r": 40, "t": 20, "b": 60},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "dragmode": False,
        "bargap": 0.4,
    }


def _words(words: str, **place: Any) -> Figure:
    return {"text": words, "showarrow": False, "xref": "x", "yref": "y", "font": {"size": 14}} | place


def _broken(label: str) -> str:
    return "<br>".join(_plain(line) for line in lines(label, _CHARACTERS))


def _plain(label: str) -> str:
    """A label that Plotly, which reads some HTML in its texts, shows as it was written."""
    return escape(label, quote=False)
