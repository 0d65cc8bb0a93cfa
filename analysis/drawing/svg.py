"""Charts as SVG, drawn on the server: what a page shows first, and what print and small screens keep."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.disclosure.withheld import is_shown
from analysis.drawing.labels import ALL_HIDDEN, SOME_HIDDEN, lines, percent
from analysis.drawing.marks import Bar, Key, Segment, Stack, Stacks
from analysis.drawing.markup import FONT, LINE, Paint, element, picture, swatch, text
from analysis.drawing.palette import BAR, BLACK, PALE_BAR, WHITE, text_on

WIDTH = 480
_CHARACTERS = 56
_BAR = 26
_GAP = 12
_ROOM_FOR_TEXT = 34
_ROOM_FOR_PERCENT = 54
_BETWEEN_PANELS = 24


def draw_bars(bars: Sequence[Bar], sentence: str) -> str:
    """Horizontal bars from 0% to the longest one, each with its label above and its share behind it."""
    full = _longest(bars)
    body, y = [], 0.0
    for bar in bars:
        label, y = _label(f"{bar.label} ({bar.note})" if bar.note else bar.label, y)
        body += [label, _bar(bar, y, (WIDTH - _ROOM_FOR_PERCENT) / full)]
        y += _BAR + _GAP
    return picture(WIDTH, y, sentence, "".join(body))


def _longest(bars: Sequence[Bar]) -> int:
    shares = [share for bar in bars for share in (bar.percent, bar.replied) if is_shown(share)]
    return max(shares, default=0) or 1


def _bar(bar: Bar, y: float, unit: float) -> str:
    if not is_shown(bar.percent):
        return _withheld(ALL_HIDDEN, y)
    width = max(bar.percent * unit, 1)
    fill = PALE_BAR if bar.pale else BAR
    drawn = element("rect", y=y, width=width, height=_BAR, fill=fill, class_="chart__bar")
    drawn += _replied(bar, y, unit)
    return drawn + text(width + 6, y + FONT + 2, percent(bar.percent), class_="chart__value")


def _replied(bar: Bar, y: float, unit: float) -> str:
    """A mark on the upper edge at the share as replied."""
    if not is_shown(bar.replied):
        return ""
    x = bar.replied * unit
    corners = f"{x - 5:.1f},{y - 4:.1f} {x + 5:.1f},{y - 4:.1f} {x:.1f},{y + 4:.1f}"
    return element(
        "polygon", points=corners, fill=BLACK, stroke=WHITE, stroke_width=1, class_="chart__replied"
    )


def draw_stacks(stacks: Stacks, sentence: str) -> str:
    """Diverging stacked bars; answers that are not on the scale stand to the right, in the same measure."""
    paint = Paint.of(stacks, sentence)
    legend, y = _legend(stacks.keys, paint)
    body = [paint.patterns(key.fill for key in stacks.keys if key.hatched), legend]
    panels = _panels(stacks)
    for row in stacks.rows:
        drawn, y = _stack(row, y, panels, paint)
        body.append(drawn)
    return picture(WIDTH, y, sentence, "".join(body))


@dataclass(frozen=True, slots=True)
class _Panel:
    """Where 0% of a panel lies, how wide 1% is, and what parts its segments."""

    origin: float
    unit: float
    edge: str


def _panels(stacks: Stacks) -> tuple[_Panel, _Panel]:
    left, right = stacks.reach
    between = _BETWEEN_PANELS if stacks.apart else 0
    unit = (WIDTH - between - 1) / (left + right + stacks.apart)
    return _Panel(left * unit, unit, WHITE), _Panel((left + right) * unit + between, unit, BLACK)


def _stack(row: Stack, y: float, panels: tuple[_Panel, _Panel], paint: Paint) -> tuple[str, float]:
    """A bar with its label and its note, and the y below them."""
    label, y = _label(row.label, y)
    if not row.segments and not row.apart:
        return label + _withheld(ALL_HIDDEN, y), y + _BAR + _GAP
    main, apart = panels
    drawn = [label, _middle(main.origin, y)]
    drawn += [_segment(segment, main, y, paint) for segment in row.segments]
    drawn += [_segment(segment, apart, y, paint) for segment in row.apart]
    y += _BAR
    if row.withheld:
        drawn.append(_withheld(SOME_HIDDEN, y))
        y += LINE
    return "".join(drawn), y + _GAP


def _label(words: str, y: float) -> tuple[str, float]:
    """The lines of a label below y, and the y below them."""
    broken = lines(words, _CHARACTERS)
    drawn = [text(0, y + FONT + LINE * i, line, class_="chart__label") for i, line in enumerate(broken)]
    return "".join(drawn), y + LINE * len(broken) + 4


def _withheld(words: str, y: float) -> str:
    return text(0, y + FONT + 1, words, class_="chart__withheld", font_style="italic")


def _middle(x: float, y: float) -> str:
    ends = {"x1": x, "x2": x, "y1": y - 4, "y2": y + _BAR + 4}
    return element("line", **ends, stroke="currentColor", class_="chart__middle")


def _segment(segment: Segment, panel: _Panel, y: float, paint: Paint) -> str:
    x, width = panel.origin + segment.start * panel.unit, segment.percent * panel.unit
    fill = paint.fill(segment.key.fill, hatched=segment.key.hatched)
    box: dict[str, float] = {"x": x, "y": y, "width": width, "height": _BAR}
    drawn = element("rect", **box, fill=fill, stroke=panel.edge, class_="chart__segment")
    if width < _ROOM_FOR_TEXT:
        return drawn
    colour = text_on(segment.key.fill)
    share = percent(segment.percent)
    return drawn + text(x + width / 2, y + FONT + 2, share, fill=colour, text_anchor="middle")


def _legend(keys: Sequence[Key], paint: Paint) -> tuple[str, float]:
    """The keys, two to a row where they are short, and the y below them."""
    across = 2 if max(len(key.label) for key in keys) <= _CHARACTERS // 2 - 2 else 1
    drawn = []
    for position, key in enumerate(keys):
        x, y = WIDTH / across * (position % across), LINE * (position // across)
        drawn.append(swatch(x, y + 2, paint.fill(key.fill, hatched=key.hatched)))
        drawn.append(text(x + 22, y + FONT - 1, key.label, class_="chart__key-label"))
    return "".join(drawn), LINE * -(-len(keys) // across) + _GAP
