"""One group in one bar: support, neither and oppose to 100 %, the likely range of support, and it as replied."""

from dataclasses import dataclass

from analysis.drawing.labels import percent
from analysis.drawing.markup import Paint, element, text
from analysis.drawing.palette import BLACK, NEUTRAL, WHITE, first_side, second_side, text_on

SHORT, LONG, WIDE = 200, 320, 640
"""How long a bar is, in the units of its letters."""
HEIGHT = 24.0
_TOP, _BAR = 5.0, 16.0
_MIDDLE = _TOP + _BAR / 2
_CAP = 7.0
_SIZE = 14
_ROOM_FOR_TEXT = 12
_SUPPORT, _OPPOSE = first_side(1)[0], second_side(1)[0]
KEYS = (("Support", _SUPPORT), ("Neither or unsure", NEUTRAL), ("Oppose", _OPPOSE))


@dataclass(frozen=True, slots=True)
class Standing:
    """Whole percents. Only people chosen by lot have a range, and as replied a share beside the adjusted one."""

    support: int
    oppose: int
    low: int | None = None
    high: int | None = None
    replied: int | None = None


def draw_standing(found: Standing, line: float, width: int = LONG) -> str:
    """The bar with a dashed line at `line` percent. It is for the eye only: the figures stand beside it in words."""
    paint, unit = Paint.of("standing"), width / 100
    support, oppose = found.support * unit, width - found.oppose * unit
    body = [
        paint.patterns([_OPPOSE]),
        _box(0, support, _SUPPORT),
        _box(support, oppose, NEUTRAL),
        _box(oppose, width, paint.fill(_OPPOSE, hatched=True)),
        _line(line * unit),
        _share(found.support, 4, "start", _SUPPORT),
        _share(found.oppose, width - 4, "end", _OPPOSE),
    ]
    if found.low is not None and found.high is not None:
        body.append(_range(found.low * unit, found.high * unit))
    if found.replied is not None:
        x = found.replied * unit
        body.append(element("polygon", points=f"{x - 4:.1f},0 {x + 4:.1f},0 {x:.1f},5", fill="currentColor"))
    return _picture(width, HEIGHT, "".join(body))


def draw_key(name: str) -> str:
    """The square of a legend for one of the keys."""
    paint, fill = Paint.of("standing"), dict(KEYS)[name]
    hatched = name == "Oppose"
    box = element("rect", x=1, y=1, width=14, height=14, fill=paint.fill(fill, hatched=hatched), stroke=BLACK)
    return _picture(16, 16, (paint.patterns([fill]) if hatched else "") + box)


def _picture(width: float, height: float, body: str) -> str:
    return element(
        "svg",
        body,
        xmlns="http://www.w3.org/2000/svg",
        class_="chart",
        viewBox=f"0 0 {width:g} {height:g}",
        aria_hidden="true",
        focusable="false",
    )


def _box(left: float, right: float, fill: str) -> str:
    width = max(right - left, 0.0)
    return element("rect", x=left, y=_TOP, width=width, height=_BAR, fill=fill, class_="chart__segment")


def _share(share: int, x: float, anchor: str, fill: str) -> str:
    if share < _ROOM_FOR_TEXT:
        return ""
    looks = {"fill": text_on(fill), "text_anchor": anchor, "font_weight": "bold"}
    return text(x, _MIDDLE + 5, percent(share), font_size=_SIZE, **looks)


def _range(left: float, right: float) -> str:
    """A line with two ends, black on white so that it shows on every fill."""
    top, bottom = _MIDDLE - _CAP, _MIDDLE + _CAP
    path = f"M{left:.1f},{top}V{bottom}M{left:.1f},{_MIDDLE}H{right:.1f}M{right:.1f},{top}V{bottom}"
    drawn = (
        element("path", d=path, stroke=colour, stroke_width=width, fill="none")
        for colour, width in ((WHITE, 5), (BLACK, 2))
    )
    return "".join(drawn)


def _line(x: float) -> str:
    """An upright line, dashed, with a pale edge."""
    ends = {"x1": x, "x2": x, "y1": _TOP - 2, "y2": HEIGHT}
    halo = element("line", **ends, stroke=WHITE, stroke_width=3)
    return halo + element("line", **ends, stroke=BLACK, stroke_width=1.5, stroke_dasharray="3 3")
