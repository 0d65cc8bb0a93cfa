"""A map of the districts of the Kent Police area as hexagons of one size, near where the districts lie."""

from collections.abc import Mapping, Sequence

from analysis.disclosure.withheld import WITHHELD, Shown, is_shown
from analysis.drawing.figures import Figure
from analysis.drawing.markup import FONT, LINE, Paint, element, picture, swatch, text
from analysis.drawing.palette import WHITE, hatch_on, text_on
from analysis.tiles import HIDDEN_BAND, Band, Tile, placed, tiles
from analysis.vocabulary import HIDDEN

_MARGIN = 4.0


def draw_map(values: Mapping[str, Shown[int]], sentence: str, unit: str = "%") -> str:
    """The map as SVG: name and value in each tile, withheld tiles hatched, a legend below.

    `values` are whole numbers by ONS code; one that is missing is withheld.
    """
    by_band = placed(values)
    paint = Paint.of(sorted(values.items()), sentence)
    left, top, right, bottom = _bounds()
    shapes = [
        _tile(tile, band, _words(values, tile, unit), paint)
        for band, found in by_band.items()
        for tile in found
    ]
    moved = element("g", "".join(shapes), transform=f"translate({-left:.1f} {-top:.1f})")
    drawn = [band for band, found in by_band.items() if found]
    legend = _legend(drawn, unit, bottom - top, paint)
    height = bottom - top + LINE * (len(drawn) + 1)
    return picture(right - left, height, sentence, paint.patterns([HIDDEN_BAND.fill]) + moved + legend)


def _tile(tile: Tile, band: Band, words: str, paint: Paint) -> str:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in tile.corners)
    x, y = tile.centre
    fill, colour = paint.fill(band.fill, hatched=band is HIDDEN_BAND), text_on(band.fill)
    return (
        element("polygon", points=points, fill=fill, stroke=WHITE, stroke_width=2, class_="chart__tile")
        + text(x, y - 3, tile.label, fill=colour, text_anchor="middle", font_size=FONT - 2)
        + text(x, y + FONT, words, fill=colour, text_anchor="middle", font_weight="bold")
    )


def _words(values: Mapping[str, Shown[int]], tile: Tile, unit: str) -> str:
    value = values.get(tile.district, WITHHELD)
    return f"{value}{unit}" if is_shown(value) else HIDDEN


def _legend(found: Sequence[Band], unit: str, y: float, paint: Paint) -> str:
    drawn = []
    for place, band in enumerate(found):
        line = y + LINE * (place + 0.5)
        drawn.append(swatch(_MARGIN, line, paint.fill(band.fill, hatched=band is HIDDEN_BAND)))
        drawn.append(text(_MARGIN + 24, line + 13, band.label(unit), class_="chart__key-label"))
    return "".join(drawn)


def _bounds() -> tuple[float, float, float, float]:
    xs, ys = zip(*[corner for tile in tiles() for corner in tile.corners], strict=True)
    return min(xs) - _MARGIN, min(ys) - _MARGIN, max(xs) + _MARGIN, max(ys) + _MARGIN


def map_figure(values: Mapping[str, Shown[int]], unit: str = "%") -> Figure:
    """The map as a plain Plotly figure of filled polygons, one trace for each band; values as in draw_map."""
    by_band = placed(values)
    outlines = [_outlines(band, unit, found) for band, found in by_band.items()]
    names = [_names(band, found, values, unit) for band, found in by_band.items()]
    hidden = {"visible": False, "fixedrange": True}
    return {
        "data": outlines + names,
        "layout": {
            "font": {"family": "inherit", "size": 14},
            "height": 420,
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "dragmode": False,
            "legend": {"orientation": "h"},
            "xaxis": hidden,
            "yaxis": hidden | {"autorange": "reversed", "scaleanchor": "x"},
        },
    }


def _outlines(band: Band, unit: str, found: Sequence[Tile]) -> Figure:
    """Closed outlines of the tiles of a band, parted by gaps."""
    points = [point for tile in found for point in (*tile.corners, tile.corners[0], (None, None))]
    trace = {
        "type": "scatter",
        "mode": "lines",
        "name": band.label(unit),
        "x": [x for x, _ in points],
        "y": [y for _, y in points],
        "fill": "toself",
        "fillcolor": band.fill,
        "line": {"color": WHITE, "width": 2},
        "hoverinfo": "skip",
    }
    pattern = {"shape": "/", "bgcolor": band.fill, "fgcolor": hatch_on(band.fill), "size": 8}
    return trace | ({"fillpattern": pattern} if band is HIDDEN_BAND else {})


def _names(band: Band, found: Sequence[Tile], values: Mapping[str, Shown[int]], unit: str) -> Figure:
    return {
        "type": "scatter",
        "mode": "text",
        "showlegend": False,
        "x": [tile.centre[0] for tile in found],
        "y": [tile.centre[1] for tile in found],
        "text": [f"{tile.label}<br>{_words(values, tile, unit)}" for tile in found],
        "textfont": {"color": text_on(band.fill)},
        "hoverinfo": "skip",
    }
