"""Replies over time: how many came on each day, as a picture, a figure and a sentence."""

from collections.abc import Sequence
from datetime import date, timedelta

from analysis.drawing.figures import Figure
from analysis.drawing.markup import FONT, element, picture, text
from analysis.drawing.palette import BAR

WIDTH, HEIGHT, MARGIN = 480.0, 160.0, 4.0
Days = Sequence[tuple[date, int]]


def fill_gaps(days: Days) -> list[tuple[date, int]]:
    """Every day from the first to the last, those without replies too."""
    if not days:
        return []
    counts = dict(days)
    first, last = min(counts), max(counts)
    every = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [(day, counts.get(day, 0)) for day in every]


def describe_arrivals(days: Days) -> str:
    """One sentence: how many replies on how many days, and the busiest of them."""
    if not days:
        return "Nobody has replied yet."
    total = sum(count for _, count in days)
    busiest, most = max(days, key=lambda each: each[1])
    if len(days) == 1:
        return f"{_replies(total)}, all on {_words(busiest)}."
    return f"{_replies(total)} on {len(days)} days; most came on {_words(busiest)} ({most:,})."


def draw_arrivals(days: Days) -> str:
    """Columns by day as SVG; the first, the last and the highest are written out."""
    filled = fill_gaps(days)
    most = max((count for _, count in filled), default=0) or 1
    width = WIDTH / max(len(filled), 1)
    body = [text(0, FONT, f"Most on one day: {most:,}")]
    for place, (_, count) in enumerate(filled):
        height = (HEIGHT - 3 * FONT) * count / most
        column = {"x": place * width, "y": HEIGHT - FONT - MARGIN - height, "height": height}
        body.append(element("rect", **column, width=max(width - 1, 1), fill=BAR, class_="chart__bar"))
    if filled:
        body.append(text(0, HEIGHT - 1, _words(filled[0][0])))
        body.append(text(WIDTH, HEIGHT - 1, _words(filled[-1][0]), text_anchor="end"))
    return picture(WIDTH, HEIGHT, describe_arrivals(days), "".join(body))


def arrivals_figure(days: Days) -> Figure:
    """The same as a plain Plotly figure."""
    filled = fill_gaps(days)
    trace = {
        "type": "bar",
        "x": [day.isoformat() for day, _ in filled],
        "y": [count for _, count in filled],
        "marker": {"color": BAR},
        "hovertemplate": "%{x}: %{y} replies<extra></extra>",
    }
    layout = {
        "font": {"family": "inherit", "size": 14},
        "height": 300,
        "margin": {"l": 50, "r": 10, "t": 10, "b": 50},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "xaxis": {"type": "date", "fixedrange": True, "title": {"text": "Day"}},
        "yaxis": {"fixedrange": True, "title": {"text": "Replies"}, "rangemode": "tozero"},
    }
    return {"data": [trace], "layout": layout}


def _replies(number: int) -> str:
    return f"{number:,} {'reply' if number == 1 else 'replies'}"


def _words(day: date) -> str:
    return f"{day.day} {day:%B}"
