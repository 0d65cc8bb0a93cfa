"""Replies over time as columns: a picture and a figure; a day whose number is hidden has no column."""

from analysis.board.arrivals import Arrivals, describe_arrivals, tell_day
from analysis.disclosure.withheld import is_shown
from analysis.drawing.figures import Figure
from analysis.drawing.markup import FONT, element, picture, text
from analysis.drawing.palette import BAR

WIDTH, HEIGHT, MARGIN = 480.0, 160.0, 4.0
WIDEST = 40.0  # a single day is a column, not a wall


def draw_arrivals(arrivals: Arrivals) -> str:
    """Columns by day as SVG; the first, the last and the highest are written out."""
    counts = [day.replies if is_shown(day.replies) else 0 for day in arrivals.days]
    most, width = max(counts, default=0), min(WIDTH / max(len(counts), 1), WIDEST)
    body = [text(0, FONT, f"Most on one day: about {most:,}")] if most else []
    for place, count in enumerate(counts):
        height = (HEIGHT - 3 * FONT) * count / (most or 1)
        column = {"x": place * width, "y": HEIGHT - FONT - MARGIN - height, "height": height}
        body.append(element("rect", **column, width=max(width - 1, 1), fill=BAR, class_="chart__bar"))
    if arrivals.days:
        body.append(text(0, HEIGHT - 1, tell_day(arrivals.days[0].day)))
    if len(arrivals.days) > 1:
        body.append(text(WIDTH, HEIGHT - 1, tell_day(arrivals.days[-1].day), text_anchor="end"))
    return picture(WIDTH, HEIGHT, describe_arrivals(arrivals), "".join(body))


def arrivals_figure(arrivals: Arrivals) -> Figure:
    """The same as a plain Plotly figure; days are categories, for there is nothing between two of them."""
    trace = {
        "type": "bar",
        "x": [tell_day(day.day) for day in arrivals.days],
        "y": [day.replies if is_shown(day.replies) else None for day in arrivals.days],
        "marker": {"color": BAR},
        "width": 0.8,
        "hovertemplate": "%{x}: about %{y} replies<extra></extra>",
    }
    layout = {
        "font": {"family": "inherit", "size": 14},
        "height": 300,
        "margin": {"l": 50, "r": 10, "t": 10, "b": 50},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "xaxis": {"type": "category", "nticks": 6, "fixedrange": True, "title": {"text": "Day"}},
        "yaxis": {"fixedrange": True, "title": {"text": "Replies"}, "rangemode": "tozero"},
    }
    return {"data": [trace], "layout": layout}
