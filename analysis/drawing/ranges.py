"""Shares with their likely ranges on one line from 0 to 100 %, and the line that makes a majority."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.drawing.markup import FONT, LINE, element, picture, text
from analysis.drawing.palette import BAR, BLACK
from analysis.drawing.svg import WIDTH

_ROW = 30
_EDGE = 22
_UNIT = (WIDTH - 2 * _EDGE) / 100
_AXIS = 30
_TICKS = range(0, 101, 25)


@dataclass(frozen=True, slots=True)
class Ranged:
    """A share in percent, `low` to `high` where it may lie; `percent` is None for a range alone."""

    label: str
    low: float
    high: float
    percent: float | None = None


def draw_ranges(rows: Sequence[Ranged], line: float, sentence: str) -> str:
    """One row for each range, its label above it, with an upright dashed line at `line` percent."""
    body, y = [], 0.0
    for row in rows:
        body.append(text(0, y + FONT, row.label, class_="chart__label"))
        body.append(_range(row, y + LINE + _ROW / 2))
        y += LINE + _ROW
    return picture(WIDTH, y + _AXIS, sentence, "".join(body) + _threshold(line, y) + _axis(y))


def _range(row: Ranged, middle: float) -> str:
    left, right = _x(row.low), _x(row.high)
    drawn = element(
        "rect", x=left, y=middle - 6, width=max(right - left, 2), height=12, fill=BAR, class_="chart__bar"
    )
    if row.percent is None:
        return drawn
    return drawn + element(
        "circle", cx=_x(row.percent), cy=middle, r=8, fill=BAR, stroke="#ffffff", stroke_width=2
    )


def _threshold(line: float, bottom: float) -> str:
    x = _x(line)
    return element(
        "line", x1=x, x2=x, y1=LINE, y2=bottom, stroke=BLACK, stroke_width=2, stroke_dasharray="5 4"
    )


def _axis(top: float) -> str:
    words = (
        text(_x(tick), top + FONT + 8, f"{tick}%", text_anchor="middle", class_="chart__value")
        for tick in _TICKS
    )
    return element(
        "line", x1=_x(0), x2=_x(100), y1=top + 2, y2=top + 2, stroke="currentColor", stroke_width=1
    ) + "".join(words)


def _x(percent: float) -> float:
    return _EDGE + percent * _UNIT
