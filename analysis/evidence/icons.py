"""An icon array: a chance as marked squares among a thousand, or ten thousand, small dots."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.drawing.markup import LINE, Paint, element, picture, text
from analysis.drawing.palette import BAR, NEUTRAL
from analysis.drawing.svg import WIDTH

COLUMNS = {1_000: 40, 10_000: 100}
"""How many icons stand in a row, by how many there are."""
MARKED_FILLS = (BAR, "#8f3a00")
_GAP = 10


@dataclass(frozen=True, slots=True)
class Marked:
    """So many of the icons stand for something, such as wrong alerts."""

    label: str
    count: int


def icons_for(share: float) -> int:
    """A thousand icons where that shows at least one, else ten thousand."""
    return 1_000 if share * 1_000 >= 0.5 else 10_000


def draw_icons(marked: Sequence[Marked], total: int, rest: str, sentence: str) -> str:
    """An SVG of `total` icons (a key of COLUMNS): those marked first, row by row, and the `rest` as dots.

    Icons of one kind are areas filled with a pattern, so ten thousand take no more room than a thousand.
    Marked ones are squares, the rest dots: they differ without colour. At most two kinds can be marked.
    Raises ValueError for another total or more marked icons than there are.
    """
    if total not in COLUMNS or len(marked) > len(MARKED_FILLS):
        raise ValueError("icon arrays have 1,000 or 10,000 icons and at most two kinds of marked ones")
    if sum(each.count for each in marked) > total or any(each.count < 0 for each in marked):
        raise ValueError("there are more marked icons than icons")
    columns = COLUMNS[total]
    cell = WIDTH / columns
    name = Paint.of(tuple(marked), total, sentence).name
    kinds = [*marked, Marked(rest, total - sum(each.count for each in marked))]
    defined, drawn, start = [], [], 0
    for at, kind in enumerate(kinds):
        identity = f"{name}-{at}"
        defined.append(_pattern(identity, cell, at if at < len(marked) else None))
        for box in _boxes(start, kind.count, columns):
            scaled = dict(zip(("x", "y", "width", "height"), (cell * side for side in box), strict=True))
            drawn.append(element("rect", **scaled, fill=f"url(#{identity})"))
        start += kind.count
    height = cell * total / columns
    legend, bottom = _legend(kinds, total, height + _GAP)
    body = element("defs", "".join(defined)) + "".join(drawn) + legend
    return picture(WIDTH, bottom, sentence, body)


def _pattern(identity: str, cell: float, kind: int | None) -> str:
    """One icon: a square of a kind's own colour, or a dot."""
    shape = _square(cell, MARKED_FILLS[kind]) if kind is not None else _dot(cell)
    return element("pattern", shape, id=identity, patternUnits="userSpaceOnUse", width=cell, height=cell)


def _square(cell: float, fill: str) -> str:
    return element("rect", width=0.9 * cell, height=0.9 * cell, fill=fill)


def _dot(cell: float) -> str:
    return element("circle", cx=cell / 2, cy=cell / 2, r=0.25 * cell, fill=NEUTRAL)


def _boxes(start: int, count: int, columns: int) -> Iterator[tuple[int, int, int, int]]:
    """Up to three areas (x, y, width, height in icons) that the icons from `start` on fill, row by row."""
    row, column = divmod(start, columns)
    first = min(count, columns - column) if column else 0
    if first:
        yield column, row, first, 1
    rows, last = divmod(count - first, columns)
    top = row + bool(column)
    if rows:
        yield 0, top, columns, rows
    if last:
        yield 0, top + rows, last, 1


def _legend(kinds: Sequence[Marked], total: int, top: float) -> tuple[str, float]:
    """What each kind stands for, in numbers, and the y below it."""
    drawn = []
    for at, kind in enumerate(kinds):
        y = top + LINE * at
        icon = _square(14, MARKED_FILLS[at]) if at < len(kinds) - 1 else _dot(14)
        drawn.append(element("g", icon, transform=f"translate(0 {y:g})"))
        words = f"{kind.label}: {kind.count:,} of {total:,}"
        drawn.append(text(22, y + 12, words, class_="chart__key-label"))
    return "".join(drawn), top + LINE * len(kinds)
