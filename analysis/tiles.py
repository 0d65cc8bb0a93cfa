"""The districts of the Kent Police area as tiles of one size, and the bands of the values they carry."""

from collections.abc import Iterable, Mapping
from csv import DictReader
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import cos, pi, sin, sqrt

from analysis.disclosure.withheld import WITHHELD, Shown, is_shown
from analysis.drawing import labels
from analysis.drawing.palette import NEUTRAL, steps

SIDE = 46.0
_BANDS = 4
_DATA = "district_tiles.csv"


@dataclass(frozen=True, slots=True)
class Tile:
    """A district and its place in axial coordinates (q to the east, r to the south-east; pointed tops)."""

    district: str
    label: str
    q: int
    r: int

    @property
    def centre(self) -> tuple[float, float]:
        """The centre (x, y): sqrt(3) s (q + r / 2) and 3/2 s r, for hexagons of side s."""
        return SIDE * sqrt(3) * (self.q + self.r / 2), SIDE * 1.5 * self.r

    @property
    def corners(self) -> tuple[tuple[float, float], ...]:
        x, y = self.centre
        angles = [pi / 6 + pi / 3 * corner for corner in range(6)]
        return tuple((x + SIDE * cos(angle), y + SIDE * sin(angle)) for angle in angles)


@dataclass(frozen=True, slots=True)
class Band:
    """The whole numbers from `low` to `high`, one shade of the map; None where figures are withheld."""

    low: int | None
    high: int | None
    fill: str

    def label(self, unit: str) -> str:
        if self.low is None:
            return labels.ALL_HIDDEN
        return f"{self.low}{unit}" if self.low == self.high else f"{self.low}{unit} to {self.high}{unit}"


HIDDEN_BAND = Band(None, None, NEUTRAL)


@cache
def tiles() -> tuple[Tile, ...]:
    """The 13 districts by ONS code, from data/district_tiles.csv."""
    lines = (files("analysis") / "data" / _DATA).read_text(encoding="utf-8").splitlines()
    rows = DictReader(lines)
    return tuple(Tile(row["district"], row["label"], int(row["q"]), int(row["r"])) for row in rows)


def bands(values: Iterable[Shown[int]]) -> tuple[Band, ...]:
    """At most four bands of equal width from the lowest to the highest value, and one for withheld values."""
    given = list(values)
    known = [value for value in given if is_shown(value)]
    withheld = (HIDDEN_BAND,) if len(known) < len(given) else ()
    if not known:
        return withheld
    width = -(-(max(known) - min(known) + 1) // _BANDS)
    lows = range(min(known), max(known) + 1, width)
    fills = steps(len(lows))
    return (
        *(Band(low, min(low + width - 1, max(known)), fill) for low, fill in zip(lows, fills, strict=True)),
        *withheld,
    )


def placed(values: Mapping[str, Shown[int]]) -> dict[Band, list[Tile]]:
    """The tiles of each band; a district without a value is withheld, other names are not on the map."""
    found = bands(values.get(tile.district, WITHHELD) for tile in tiles())
    return {
        band: [tile for tile in tiles() if _within(values.get(tile.district, WITHHELD), band)]
        for band in found
    }


def _within(value: Shown[int], band: Band) -> bool:
    if not is_shown(value) or band.low is None or band.high is None:
        return not is_shown(value) and band is HIDDEN_BAND
    return band.low <= value <= band.high
